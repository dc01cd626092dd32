using System.Collections.Frozen;
using System.Globalization;
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
    public static CorrectionFile Parse(string json) => new(JsonSerializer.Deserialize(json, CorrectionJson.Default.DictionaryStringCorrection) ?? []);

    /// <summary>Changes when a correction for a file does.</summary>
    internal string StampFor(string sourcePath) => string.Join('\n', For(sourcePath).Select(pair => $"{pair.Ordinal}={pair.Correction}"));

    /// <summary>The corrections for some of a file's reports, numbered from <paramref name="first"/> on, which is 0 for the file's first.</summary>
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
internal sealed partial class CorrectionJson : JsonSerializerContext;
