using System.Runtime.InteropServices;

namespace KnowledgeBase.Engine.Codecs;

/// <summary>Chooses the tokens of a <see cref="TokenDictionary"/> from a sample of the texts that it is for.</summary>
internal sealed class TokenTrainer
{
    /// <summary>Below so many code units a dictionary takes more than it saves.</summary>
    public const int LeastUnits = 1 << 11;

    /// <summary>More than this many code units of sample make the code no better by a percent, and the training takes longer.</summary>
    private const int SampleUnits = 1 << 19;

    /// <summary>A dictionary's entry takes about six bytes and saves about one at each use.</summary>
    private const int LeastUses = 6;

    private readonly long _units;
    private readonly List<char> _sample = [];
    private readonly List<int> _ends = [];
    private long _seen;

    /// <param name="units">How many code units all texts have together.</param>
    public TokenTrainer(long units) => _units = units;

    /// <summary>Shows a text. All are to be shown, in their order; about as many as are needed, evenly spread, are taken.</summary>
    public void Show(ReadOnlySpan<char> text)
    {
        if (Takes(text.Length))
            Take(text);
    }

    /// <summary>Whether a text of this length, the next in order, is to be taken.</summary>
    public bool Takes(int length)
    {
        _seen += length;
        return _sample.Count < Math.Min(SampleUnits, _seen * ((double)SampleUnits / Math.Max(_units, 1)));
    }

    public void Take(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, SampleUnits - _sample.Count)];
        _sample.AddRange(text);
        _ends.Add(_sample.Count);
    }

    /// <summary>The dictionary, or null where the texts are too few for one.</summary>
    public TokenDictionary? Finish()
    {
        if (_units < LeastUnits || _sample.Count == 0)
            return null;
        var singles = Singles();
        // How often a string of the sample occurs in all texts, and how many occurrences pay for its entry.
        var least = Math.Max(2, (int)(LeastUses * (double)_sample.Count / _units));
        var candidates = Frequent(least, TokenDictionary.MaxTokens * 3 / 2);
        var encoder = new TokenEncoder(TokenDictionary.Of([.. singles, .. candidates]));
        var names = new string[singles.Count + candidates.Count];
        singles.CopyTo(names, 0);
        candidates.CopyTo(names, singles.Count);
        var uses = Uses(encoder, names.Length);
        var kept = Enumerable.Range(0, names.Length)
            .Where(token => token < singles.Count || uses[token] >= least)
            .OrderByDescending(token => token < singles.Count ? int.MaxValue : uses[token] * names[token].Length)
            .Take(TokenDictionary.MaxTokens)
            .Select(token => names[token])
            .ToArray();
        // The uses of the tokens that stay have grown by those that went.
        uses = Uses(new TokenEncoder(TokenDictionary.Of(kept)), kept.Length);
        Array.Sort(uses, kept, Comparer<int>.Create((a, b) => b.CompareTo(a)));
        return TokenDictionary.Of(kept);
    }

    private List<string> Singles()
    {
        var counts = new int[char.MaxValue + 1];
        foreach (var unit in CollectionsMarshal.AsSpan(_sample))
            counts[unit]++;
        var singles = new List<string>();
        for (var unit = 0; unit < counts.Length; unit++)
            if (counts[unit] > 0)
                singles.Add(((char)unit).ToString());
        // A sample of random units has more than there are tokens.
        if (singles.Count > TokenDictionary.MaxTokens / 2)
            singles = [.. singles.OrderByDescending(single => counts[single[0]]).Take(TokenDictionary.MaxTokens / 2)];
        return singles;
    }

    /// <summary>The strings of two to four units that save most.</summary>
    private List<string> Frequent(int least, int most)
    {
        var counts = new NgramCounts(_sample.Count);
        var sample = CollectionsMarshal.AsSpan(_sample);
        var start = 0;
        foreach (var end in _ends)
        {
            for (; start < end; start++)
            {
                ulong key = sample[start];
                for (var length = 2; length <= TokenDictionary.MaxUnits && start + length <= end; length++)
                {
                    var unit = sample[start + length - 1];
                    // A packed string ends at the first NUL, so one cannot be in it.
                    if (unit == 0 || sample[start] == 0)
                        break;
                    key |= (ulong)unit << 16 * (length - 1);
                    // A string is frequent only if its beginning is; what begins rarely is not counted any further.
                    if (counts.Add(key) < length - 1)
                        break;
                }
            }
        }

        return counts.Best(least, most);
    }

    private int[] Uses(TokenEncoder encoder, int tokens)
    {
        var uses = new int[tokens];
        var sample = CollectionsMarshal.AsSpan(_sample);
        var at = 0;
        foreach (var end in _ends)
        {
            while (at < end)
            {
                var token = encoder.Next(sample[at..end], out var length);
                if (token >= 0)
                    uses[token]++;
                at += length;
            }
        }

        return uses;
    }

    /// <summary>Counts packed strings in an open hash table that grows.</summary>
    private sealed class NgramCounts
    {
        private ulong[] _keys;
        private int[] _counts;
        private int _used;

        public NgramCounts(int units)
        {
            var size = 1 << 10;
            while (size < units)
                size *= 2;
            (_keys, _counts) = (new ulong[size], new int[size]);
        }

        public int Add(ulong key)
        {
            var at = Place(key);
            if (_keys[at] == 0)
            {
                if (++_used * 3L > _keys.Length * 2L)
                {
                    Grow();
                    at = Place(key);
                }

                _keys[at] = key;
            }

            return ++_counts[at];
        }

        public List<string> Best(int least, int most)
        {
            var gains = new List<(long Gain, ulong Key)>();
            for (var i = 0; i < _keys.Length; i++)
                if (_counts[i] >= least)
                    gains.Add((_counts[i] * (Length(_keys[i]) - 1L), _keys[i]));
            // Equal gains in the order of the strings, so that the same texts give the same dictionary.
            gains.Sort((a, b) => a.Gain != b.Gain ? b.Gain.CompareTo(a.Gain) : a.Key.CompareTo(b.Key));
            return [.. gains.Take(most).Select(entry => Text(entry.Key))];
        }

        private int Place(ulong key)
        {
            var mask = _keys.Length - 1;
            var at = (int)(key * 0x9E3779B97F4A7C15UL >> 40) & mask;
            while (_keys[at] != 0 && _keys[at] != key)
                at = (at + 1) & mask;
            return at;
        }

        private void Grow()
        {
            var (keys, counts) = (_keys, _counts);
            (_keys, _counts) = (new ulong[keys.Length * 2], new int[keys.Length * 2]);
            for (var i = 0; i < keys.Length; i++)
            {
                if (keys[i] == 0)
                    continue;
                var at = Place(keys[i]);
                (_keys[at], _counts[at]) = (keys[i], counts[i]);
            }
        }

        private static int Length(ulong key) => key >> 48 != 0 ? 4 : key >> 32 != 0 ? 3 : 2;

        private static string Text(ulong key)
        {
            Span<ulong> packed = [key];
            return new string(MemoryMarshal.Cast<ulong, char>(packed)[..Length(key)]);
        }
    }
}
