using System.Numerics;
using System.Reflection;

namespace KnowledgeBase.Reports.Language;

/// <summary>
/// How often two characters stand beside each other in ordinary official Chinese, from bigrams.txt: counts of adjacent
/// characters over some 20 million characters of public news and law. What stands between two characters that belong
/// together, and belongs with neither of them, was put there.
/// </summary>
internal sealed class BigramTable
{
    /// <summary>Pairs counted less often are not in the table.</summary>
    public const int Rarest = 8;

    private const double Together = 0.12;
    private const int TogetherCount = 20;

    private static readonly Lazy<BigramTable> Shipped = new(() => new BigramTable());

    private static readonly double[] CountsAt =
        [0, .. Enumerable.Range(0, byte.MaxValue).Select(level => Math.Pow(2, level / 2.0))];

    /// <summary>Pairs and their levels, an open hash table: every two neighbours of every text are looked up. No pair is 0.</summary>
    private readonly uint[] _pairs;
    private readonly byte[] _levels;
    private readonly int _shift;
    private readonly byte[] _singles = new byte[65536];
    private double _all;

    private BigramTable()
    {
        var pairs = Load();
        AddWords(pairs);
        var bits = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)pairs.Count * 3 / 2));
        _shift = 32 - bits;
        (_pairs, _levels) = (new uint[1 << bits], new byte[1 << bits]);
        foreach (var (pair, level) in pairs)
        {
            var place = PlaceOf(pair);
            (_pairs[place], _levels[place]) = (pair, level);
        }
    }

    public static BigramTable Instance => Shipped.Value;

    /// <summary>
    /// The character that counts stand for: Chinese characters themselves, all digits as 0, all letters as a, punctuation in one width.
    /// </summary>
    public static char Class(char c) => c switch
    {
        >= '\u4E00' and <= '\u9FFF' => c,
        '\n' => '\n',
        '，' or ',' => '，',
        '。' or '、' or '“' or '”' or '《' or '》' => c,
        '；' or ';' => '；',
        '：' or ':' => '：',
        '！' or '!' => '！',
        '？' or '?' => '？',
        '（' or '(' => '（',
        '）' or ')' => '）',
        _ when char.IsDigit(c) => '0',
        _ when char.IsLetter(c) => 'a',
        _ => '-',
    };

    /// <summary>Never or hardly ever side by side.</summary>
    public bool AreUnseenTogether(char a, char b) => _pairs[PlaceOf(Pair(a, b))] == 0;

    /// <summary>One of them is followed, or the other preceded, by its partner in at least one of eight places.</summary>
    public bool AreCollocated(char a, char b)
    {
        var count = Count(a, b);
        return count >= TogetherCount && count >= Together * Math.Min(CountOf(a), CountOf(b));
    }

    /// <summary>Pointwise mutual information in bits, between -6 and 8: above 0 they seek each other's company.</summary>
    public double MutualInformation(char a, char b)
    {
        var count = Count(a, b);
        var pull = Math.Log2(Math.Max(count, 2)) + Math.Log2(_all) - Math.Log2(CountOf(a)) - Math.Log2(CountOf(b));
        return Math.Clamp(count == 0 ? Math.Min(pull, 0) : pull, -6, 8);
    }

    /// <summary>A count as one letter, in half steps of powers of two.</summary>
    internal static char Level(int count) => (char)('A' + (int)Math.Round(2 * Math.Log2(count)));

    private static double CountAt(int level) => CountsAt[level];

    private static uint Pair(char a, char b) => ((uint)Class(a) << 16) | Class(b);

    /// <summary>Where a pair is, or the free place where it would be. There is one, because a third of the places are free.</summary>
    private int PlaceOf(uint pair)
    {
        var place = (int)(pair * 0x9E3779B1u >> _shift);
        while (_pairs[place] != 0 && _pairs[place] != pair)
            place = (place + 1) & (_pairs.Length - 1);
        return place;
    }

    private double Count(char a, char b) => CountAt(_levels[PlaceOf(Pair(a, b))]);

    private double CountOf(char c) => Math.Max(Rarest, CountAt(_singles[Class(c)]));

    /// <summary>Each line: a character and its level, then those that follow it, each with the level of the pair.</summary>
    private Dictionary<uint, byte> Load()
    {
        var pairs = new Dictionary<uint, byte>();
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("bigrams.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
                continue;

            var first = Shown(line[0]);
            _singles[first] = Read(line[1]);
            _all += CountAt(_singles[first]);
            for (var i = 2; i + 1 < line.Length; i += 2)
                pairs[((uint)first << 16) | Shown(line[i])] = Read(line[i + 1]);
        }

        return pairs;
    }

    /// <summary>Words of the genre count as often as it takes to belong together.</summary>
    private void AddWords(Dictionary<uint, byte> pairs)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("genre-words.txt")!;
        using var reader = new StreamReader(stream);
        reader.ReadLine(); // what the file is
        foreach (var word in reader.ReadToEnd().Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
            for (var i = 1; i < word.Length; i++)
            {
                var enough = Math.Max(TogetherCount, Together * Math.Min(CountOf(word[i - 1]), CountOf(word[i])));
                var pair = Pair(word[i - 1], word[i]);
                pairs[pair] = Math.Max(pairs.GetValueOrDefault(pair), Read(Level((int)(enough * 1.5))));
            }
    }

    private static byte Read(char level) => (byte)(level - 'A' + 1);

    private static char Shown(char c) => c == '⏎' ? '\n' : c;
}
