using System.Runtime.InteropServices;

namespace KnowledgeBase.Engine.Codecs;

/// <summary>Writes texts in the code of a <see cref="TokenDictionary"/>: at each place the longest token that fits.</summary>
internal sealed class TokenEncoder
{
    private const int None = -1;

    /// <summary>A code unit takes at most so many bytes: an escape.</summary>
    private const int MaxBytesPerUnit = 4;

    /// <summary>Room in the output is reserved for so many code units at a time.</summary>
    private const int UnitsPerRound = 1024;

    /// <summary>Token of each single code unit, or <see cref="None"/>.</summary>
    private readonly int[] _singles = new int[char.MaxValue + 1];

    /// <summary>An open hash table of the first two units of the tokens of several units. A free place has key 0.</summary>
    private readonly Pair[] _pairs;
    private readonly int _shift;

    /// <summary>
    /// What follows each pair, first in its tokens of four units (third unit + fourth × 2^16), then in those of three (third unit); and
    /// the tokens. Those of a pair are neighbours, so that a token costs two places in memory, not one for each length that is tried.
    /// </summary>
    private readonly uint[] _rests;
    private readonly int[] _tokens;

    public TokenEncoder(TokenDictionary dictionary)
    {
        Dictionary = dictionary;
        Array.Fill(_singles, None);
        var bits = 8;
        while (1 << bits < dictionary.Count * 2)
            bits++;
        _shift = 32 - bits;
        _pairs = new Pair[1 << bits];
        for (var t = 0; t < dictionary.Count; t++)
        {
            var units = dictionary[t];
            if (units.Length == 1)
            {
                _singles[units[0]] = t;
                continue;
            }

            ref var pair = ref At(Key(units[0], units[1]));
            if (units.Length == 2)
                pair.Token = t;
            else if (units.Length == 3)
                pair.Threes++;
            else
                pair.Fours++;
        }

        var longer = 0;
        foreach (ref var pair in _pairs.AsSpan())
        {
            pair.First = longer;
            longer += pair.Fours + pair.Threes;
            (pair.Fours, pair.Threes) = (0, 0);
        }

        (_rests, _tokens) = (new uint[longer], new int[longer]);
        AddLonger(TokenDictionary.MaxUnits);
        AddLonger(TokenDictionary.MaxUnits - 1);
    }

    public TokenDictionary Dictionary { get; }

    /// <summary>Appends a text in code.</summary>
    public void Encode(ReadOnlySpan<char> text, ByteBuffer to)
    {
        var at = 0;
        while (at < text.Length)
        {
            var end = Math.Min(text.Length, at + UnitsPerRound);
            var start = to.Length;
            var bytes = to.Reserve((end - at) * MaxBytesPerUnit);
            var written = 0;
            // A token of the round may end behind it.
            while (at < end)
            {
                var token = Next(text[at..], out var length);
                if (token < 0)
                {
                    bytes[written] = TokenDictionary.Escape >> 8 | 0x80;
                    bytes[written + 1] = TokenDictionary.Escape & 0xFF;
                    MemoryMarshal.Write(bytes[(written + 2)..], text[at]);
                    written += 4;
                }
                else if (token < TokenDictionary.Short)
                {
                    bytes[written++] = (byte)token;
                }
                else
                {
                    var number = token - TokenDictionary.Short;
                    bytes[written] = (byte)(number >> 8 | 0x80);
                    bytes[written + 1] = (byte)number;
                    written += 2;
                }

                at += length;
            }

            to.Shorten(start + written);
        }
    }

    /// <summary>The longest token with which a text begins, or −1 for a code unit that is none.</summary>
    public int Next(ReadOnlySpan<char> text, out int length)
    {
        if (text.Length >= 2)
        {
            var key = Key(text[0], text[1]);
            var place = Home(key);
            while (_pairs[place].Key != key && _pairs[place].Key != 0)
                place = (place + 1) & (_pairs.Length - 1);
            ref readonly var pair = ref _pairs[place];
            if (pair.Key != 0)
            {
                if (text.Length >= 4 && pair.Fours > 0
                    && _rests.AsSpan(pair.First, pair.Fours).IndexOf(Key(text[2], text[3])) is var four and >= 0)
                {
                    length = 4;
                    return _tokens[pair.First + four];
                }

                var threes = pair.First + pair.Fours;
                if (text.Length >= 3 && pair.Threes > 0 && _rests.AsSpan(threes, pair.Threes).IndexOf(text[2]) is var three and >= 0)
                {
                    length = 3;
                    return _tokens[threes + three];
                }

                if (pair.Token != None)
                {
                    length = 2;
                    return pair.Token;
                }
            }
        }

        length = 1;
        return _singles[text[0]];
    }

    private static uint Key(char first, char second) => first | (uint)second << 16;

    private int Home(uint key) => (int)(key * 0x9E3779B1u >> _shift);

    private ref Pair At(uint key)
    {
        var at = Home(key);
        while (_pairs[at].Key != 0 && _pairs[at].Key != key)
            at = (at + 1) & (_pairs.Length - 1);
        if (_pairs[at].Key == 0)
            _pairs[at] = new Pair { Key = key, Token = None };
        return ref _pairs[at];
    }

    /// <summary>Adds the tokens of a length to what follows their pairs: those of four units before those of three.</summary>
    private void AddLonger(int length)
    {
        for (var t = 0; t < Dictionary.Count; t++)
        {
            var units = Dictionary[t];
            if (units.Length != length)
                continue;
            ref var pair = ref At(Key(units[0], units[1]));
            var place = pair.First + pair.Fours + pair.Threes;
            (_rests[place], _tokens[place]) = (length == 4 ? Key(units[2], units[3]) : units[2], t);
            if (length == 4)
                pair.Fours++;
            else
                pair.Threes++;
        }
    }

    private struct Pair
    {
        public uint Key;

        /// <summary>The token of the two units, or <see cref="None"/>.</summary>
        public int Token;

        /// <summary>The first of what follows.</summary>
        public int First;
        public ushort Fours;
        public ushort Threes;
    }
}
