using System.Globalization;

namespace KnowledgeBase.Lookups.Wording;

/// <summary>Known words with their cost in half bits, from words.txt and genre-words.txt.</summary>
public sealed class WordTable
{
    /// <summary>Genre words count as ordinary ones: as frequent as 工会 or 队员 in the general list.</summary>
    private const byte GenreCost = 28;

    private static readonly Lazy<WordTable> Shipped = new(Load);

    private readonly Dictionary<string, byte> _costs;
    private readonly Dictionary<string, byte>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    private WordTable(Dictionary<string, byte> costs)
    {
        _costs = costs;
        _bySpan = costs.GetAlternateLookup<ReadOnlySpan<char>>();
        LongestWord = costs.Keys.Max(word => word.Length);
    }

    public static WordTable Instance => Shipped.Value;

    public int Count => _costs.Count;

    public int LongestWord { get; }

    public bool TryGetCost(ReadOnlySpan<char> word, out byte cost) => _bySpan.TryGetValue(word, out cost);

    private static WordTable Load()
    {
        var costs = new Dictionary<string, byte>(110_000, StringComparer.Ordinal);
        foreach (var line in Resources.Lines("words.txt"))
        {
            var words = line.Split(' ');
            var cost = byte.Parse(words[0], CultureInfo.InvariantCulture);
            foreach (var word in words.AsSpan(1))
                costs.TryAdd(word, cost);
        }

        foreach (var word in Resources.Lines("genre-words.txt").SelectMany(line => line.Split(' ')))
            costs[word] = Math.Min(GenreCost, costs.GetValueOrDefault(word, GenreCost));
        return new WordTable(costs);
    }
}
