using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Indexer.Understanding;

/// <summary>What a person knows better. A field that is not named stays as it was read.</summary>
public sealed record Correction
{
    public string? Title { get; init; }

    public string? Unit { get; init; }

    public UnitType? UnitType { get; init; }

    public int? Year { get; init; }

    public ReportKind? Kind { get; init; }

    public string? Source { get; init; }

    internal Report Apply(Report report) => report with
    {
        Title = Title ?? report.Title,
        Unit = Known(Unit) ?? report.Unit,
        UnitType = Known(UnitType) ?? report.UnitType,
        Year = Known(Year) ?? report.Year,
        Kind = Known(Kind) ?? report.Kind,
        Source = Known(Source) ?? report.Source,
    };

    private static Fact<string>? Known(string? value) => value is null ? null : new(value, Corrections.Evidence, -1, 1);

    private static Fact<T>? Known<T>(T? value)
        where T : struct => value is { } known ? new(known, Corrections.Evidence, -1, 1) : null;
}

/// <summary>A user's corrections: a JSON file beside the corpus, so that they outlive the index. Frozen.</summary>
/// <remarks>Keys are places: <c>corpus/a.txt</c>, or <c>corpus/a.txt#2</c> for the second report of a file.</remarks>
public sealed class Corrections
{
    internal const string Evidence = "更正";

    private readonly FrozenDictionary<string, Correction> _byKey;

    private Corrections(IReadOnlyDictionary<string, Correction> byKey) => _byKey = byKey.ToFrozenDictionary(StringComparer.Ordinal);

    public static Corrections None { get; } = new(new Dictionary<string, Correction>());

    /// <exception cref="JsonException">The text is not such a file; the message says where.</exception>
    public static Corrections Parse(string json) => new(JsonSerializer.Deserialize(json, CorrectionJson.Default.DictionaryStringCorrection) ?? []);

    /// <summary>Changes when a correction for a file does.</summary>
    internal string StampFor(string place) => string.Join('\n', _byKey
        .Where(pair => pair.Key == place || pair.Key.StartsWith(place + "#", StringComparison.Ordinal))
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key}={pair.Value}"));

    internal Report Apply(string place, int ordinal, Report report)
    {
        if (_byKey.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"{place}#{ordinal}"), out var one))
            return one.Apply(report);
        return ordinal == 1 && _byKey.TryGetValue(place, out var only) ? only.Apply(report) : report;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(Dictionary<string, Correction>))]
internal sealed partial class CorrectionJson : JsonSerializerContext;
