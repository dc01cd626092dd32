using FsCheck;
using FsCheck.Fluent;

namespace KnowledgeBase.Engine.Proofs.Generation;

/// <summary>The schema of the generated indexes, and values of its fields.</summary>
internal static class Fields
{
    public static readonly IndexSchema Schema = new(
        [new TextField("heading", 2.5), new TextField("text")],
        ["section", "unit"],
        ["year", "rank"]);

    /// <summary>Among them two whose order as UTF-8 is not their order as UTF-16.</summary>
    private static readonly string?[] KeywordValues = [null, null, "", "甲", "乙", "丙", "Ａ", "a", "甲乙", "\uD83D\uDE00", "\uFF5E"];

    private static readonly int?[] NumberValues = [null, null, int.MinValue, -1, 0, 2021, 2022, 2022, 2023, int.MaxValue];

    public static IReadOnlyList<string> AllKeys { get; } =
        ["a", "a/", "a/b", "b", "键", "键一", "k1", "k10", "k2", "k3", "k4", "k5", "\uD83D\uDE00", "\uFF21", "\0", " "];

    public static Gen<string?> Keyword { get; } = Gen.Elements(KeywordValues);

    public static Gen<int?> Number { get; } = Gen.Elements(NumberValues);

    public static Gen<string> Key { get; } = Gen.Elements(AllKeys.ToArray());

    public static IReadOnlyList<string> KeyPrefixes { get; } = ["", "a", "a/", "k1", "键", "z", "\uD83D", "\0"];

    public static Gen<string> TextField { get; } = Gen.Elements("heading", "text");

    public static Gen<string> KeywordField { get; } = Gen.Elements("section", "unit");

    public static Gen<string> NumberField { get; } = Gen.Elements("year", "rank");
}
