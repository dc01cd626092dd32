using System.Collections.Frozen;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Store.Readings;

/// <summary>A user's corrections: a JSON file beside the corpus, so that they outlive the index. Frozen.</summary>
/// <remarks>Keys are source paths: <c>corpus/a.txt</c>, or <c>corpus/a.txt#2</c> for the second report of a file.</remarks>
public sealed class CorrectionFile
{
    private readonly FrozenDictionary<string, Correction> _byKey;

    private CorrectionFile(IReadOnlyDictionary<string, Correction> byKey) => _byKey = byKey.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>No corrections.</summary>
    public static CorrectionFile Empty { get; } = new(new Dictionary<string, Correction>());

    /// <summary>The corrections that a text holds.</summary>
    /// <exception cref="JsonException">The text is not such a file; the message says where.</exception>
    public static CorrectionFile Parse(string json) =>
        new(JsonSerializer.Deserialize(json, CorrectionJson.Default.DictionaryStringCorrection) ?? []);

    /// <summary>The same corrections with one report's changed.</summary>
    /// <param name="sourcePath">The raw file.</param>
    /// <param name="ordinal">The report's number in its file, from 1.</param>
    /// <param name="change">Given the correction so far, returns the one to keep.</param>
    public CorrectionFile With(string sourcePath, int ordinal, Func<Correction, Correction> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var known = _byKey.Keys.FirstOrDefault(key => OrdinalOf(key, sourcePath) == ordinal);
        var next = new Dictionary<string, Correction>(_byKey, StringComparer.Ordinal)
        {
            [known ?? (ordinal == 1 ? sourcePath : $"{sourcePath}#{ordinal}")] = change(known is null ? new Correction() : _byKey[known]),
        };
        return new CorrectionFile(next);
    }

    /// <summary>These and other corrections together; where both have one for the same report, the other's.</summary>
    public CorrectionFile With(CorrectionFile others)
    {
        ArgumentNullException.ThrowIfNull(others);
        var all = new Dictionary<string, Correction>(_byKey, StringComparer.Ordinal);
        foreach (var (key, correction) in others._byKey)
            all[key] = correction;
        return new CorrectionFile(all);
    }

    /// <summary>The same corrections without those for a file's reports.</summary>
    public CorrectionFile Without(string sourcePath) =>
        new(_byKey.Where(pair => OrdinalOf(pair.Key, sourcePath) == 0).ToDictionary(StringComparer.Ordinal));

    /// <summary>The text of the file, one report after another in the order of their keys.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new SortedDictionary<string, Correction>(_byKey.ToDictionary(), StringComparer.Ordinal),
            CorrectionJson.Written.SortedDictionaryStringCorrection);

    /// <summary>Changes when a correction for a file does.</summary>
    internal string StampFor(string sourcePath) => string.Join('\n', For(sourcePath)
        .Select(pair => $"{pair.Ordinal}={JsonSerializer.Serialize(pair.Correction, CorrectionJson.Written.Correction)}"));

    /// <summary>
    /// What was decided about words of a file. Cleaning goes over a file as a whole, so it counts for all of its reports.
    /// </summary>
    public FileMarks MarksFor(string sourcePath)
    {
        var corrections = For(sourcePath).Select(pair => pair.Correction).ToList();
        var marks = new FileMarks(
            [.. corrections.SelectMany(correction => correction.Cut ?? [])],
                [.. corrections.SelectMany(correction => correction.Kept ?? [])]);
        return marks.IsEmpty ? FileMarks.None : marks;
    }

    /// <summary>All files with words that were decided about, by source path.</summary>
    public IReadOnlyDictionary<string, FileMarks> DecidedFiles() => _byKey
        .Where(pair => pair.Value.Cut is { Count: > 0 } || pair.Value.Kept is { Count: > 0 })
        .Select(pair => PathOf(pair.Key))
        .Distinct(StringComparer.Ordinal)
        .ToDictionary(path => path, MarksFor, StringComparer.Ordinal);

    /// <summary>
    /// The corrections for some of a file's reports, numbered from <paramref name="first"/> on, which is 0 for the file's first.
    /// </summary>
    public Corrections For(string sourcePath, int first, int count) => new()
    {
        Reports = For(sourcePath)
            .Where(pair => pair.Ordinal > first && pair.Ordinal <= first + count)
            .ToDictionary(pair => pair.Ordinal - 1 - first, pair => pair.Correction),
    };

    private IEnumerable<(int Ordinal, Correction Correction)> For(string sourcePath) => _byKey
        .Select(pair => (Ordinal: OrdinalOf(pair.Key, sourcePath), Correction: pair.Value))
        .Where(pair => pair.Ordinal > 0)
        .OrderBy(pair => pair.Ordinal);

    private static string PathOf(string key)
    {
        var mark = key.LastIndexOf('#');
        return mark > 0 && OrdinalOf(key, key[..mark]) > 0 ? key[..mark] : key;
    }

    private static int OrdinalOf(string key, string sourcePath)
    {
        if (!key.StartsWith(sourcePath, StringComparison.Ordinal))
            return 0;
        var rest = key.AsSpan(sourcePath.Length);
        if (rest.IsEmpty)
            return 1;
        return rest[0] == '#' && int.TryParse(rest[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) ? ordinal : 0;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(Dictionary<string, Correction>))]
[JsonSerializable(typeof(SortedDictionary<string, Correction>))]
[JsonSerializable(typeof(Correction))]
internal sealed partial class CorrectionJson : JsonSerializerContext
{
    /// <summary>For a file that people read and edit.</summary>
    public static CorrectionJson Written { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter<UnitType>(), new JsonStringEnumConverter<ReportKind>(),
            new JsonStringEnumConverter<SectionType>() },
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
