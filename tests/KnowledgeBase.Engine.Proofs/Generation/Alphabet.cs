using FsCheck;
using FsCheck.Fluent;

namespace KnowledgeBase.Engine.Proofs.Generation;

/// <summary>
/// Few characters, so that short strings often coincide; among them every kind that text indexes handle wrongly: width, case mappings that
/// change length, combining marks, surrogate pairs, lone surrogates, NUL and invisible characters.
/// </summary>
internal static class Alphabet
{
    private static readonly string[] Chinese = ["防", "汛", "抗", "旱", "工", "作", "学", "學", "一", "零"];

    private static readonly string[] Marks = ["，", "。", "、", "《", "》", ",", ".", "-", "“", "\"", " ", "　", "\n", "\t"];

    private static readonly string[] Latin = ["a", "A", "ａ", "Ａ", "b", "B", "1", "１", "2", "２"];

    private static readonly string[] Odd =
    [
        "\uD840\uDC00", "\uD840\uDC01", "\uD83D\uDE00", "\uD840", "\uDC00", "\0", "\u0001", "\u200B", "\uFEFF", "\uFFFF",
        "\uFFFD", "ﬁ", "①", "㎏", "İ", "ı", "ß", "ſ", "K", "é", "e\u0301", "ｶ", "ﾞ", "￥", "～", "\u00A0", "Σ", "ς", "𐐀", "豈", "\uFDFA",
    ];

    public static Gen<string> Character { get; } = Gen.Frequency(
        (60, Gen.Elements(Chinese)),
        (14, Gen.Elements(Marks)),
        (18, Gen.Elements(Latin)),
        (8, Gen.Elements(Odd)));

    public static Gen<string> Text(int shortest, int longest) =>
        from length in Gen.Choose(shortest, longest)
        from characters in Character.ArrayOf(length)
        select string.Concat(characters);

    /// <summary>A part of one of the texts, cut anywhere, also inside a surrogate pair; sometimes in another width or case.</summary>
    public static Gen<string> PartOf(string[] texts, int longest)
    {
        if (texts.Length == 0)
            return Text(1, longest);
        return from text in Gen.Elements(texts)
               from start in Gen.Choose(0, text.Length - 1)
               from length in Gen.Choose(1, longest)
               from form in Gen.Choose(0, 9)
               select InOtherForm(text.Substring(start, Math.Min(length, text.Length - start)), form);
    }

    private static string InOtherForm(string text, int form) => form switch
    {
        0 => text.ToUpperInvariant(),
        1 => text.ToLowerInvariant(),
        2 => string.Concat(text.Select(c => c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c == ' ' ? '　' : c)),
        3 => string.Concat(text.Select(c => c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c == '　' ? ' ' : c)),
        _ => text,
    };
}
