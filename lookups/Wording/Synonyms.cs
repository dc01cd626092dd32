using System.Collections.Frozen;

namespace KnowledgeBase.Lookups.Wording;

/// <summary>Other wordings of the same thing, as synonyms.txt lists them.</summary>
public sealed class Synonyms
{
    private static readonly Lazy<Synonyms> Shipped = new(() => Read(Resources.Lines("synonyms.txt")));

    private readonly FrozenDictionary<string, string[]> _others;
    private readonly int _longest;

    private Synonyms(Dictionary<string, List<string>> others)
    {
        _others = others.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.ToArray(), StringComparer.Ordinal);
        _longest = others.Count == 0 ? 0 : others.Keys.Max(key => key.Length);
    }

    public static Synonyms Instance => Shipped.Value;

    public int Count => _others.Count;

    /// <summary>What to look for beside a wording; empty where the list has nothing.</summary>
    public IReadOnlyList<string> Of(string wording) => _others.GetValueOrDefault(wording) ?? [];

    /// <summary>The wordings of the list within a text from left to right, the longest at each place, without overlap.</summary>
    public IEnumerable<(int Start, int Length)> Find(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = Math.Min(_longest, text.Length - at);
            while (length > 1 && !_others.ContainsKey(text.Substring(at, length)))
                length--;
            if (length > 1)
                yield return (at, length);
            at += Math.Max(1, length);
        }
    }

    /// <summary>Every wording of the list within a text, also those that overlap.</summary>
    public IEnumerable<(int Start, int Length)> FindAll(string text)
    {
        for (var at = 0; at < text.Length; at++)
            for (var length = 2; length <= Math.Min(_longest, text.Length - at); length++)
                if (_others.ContainsKey(text.Substring(at, length)))
                    yield return (at, length);
    }

    /// <exception cref="InvalidDataException">A line is none of <c>a = b</c> and <c>a &gt; b = c</c>.</exception>
    public static Synonyms Read(IEnumerable<string> lines)
    {
        var others = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var sides = line.Split('>');
            string[][] groups = [.. sides.Select(side => side.Split('=', StringSplitOptions.TrimEntries))];
            if (sides.Length > 2 || groups.Any(group => group.Any(wording => wording.Length == 0)) || groups is [[_]])
                throw new InvalidDataException($"not a line of synonyms: {line}");
            foreach (var wording in groups[0])
                foreach (var other in groups[0].Where(other => other != wording).Concat(groups.Length > 1 ? groups[1] : []))
                    Add(wording, other);
        }

        return new Synonyms(others);

        void Add(string wording, string other)
        {
            if (!others.TryGetValue(wording, out var list))
                others.Add(wording, list = []);
            if (other != wording && !list.Contains(other))
                list.Add(other);
        }
    }
}
