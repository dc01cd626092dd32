using System.Runtime.InteropServices;

namespace KnowledgeBase.Engine.Codecs;

/// <summary>Writes texts in the code of a <see cref="TokenDictionary"/>: at each place the longest token that fits.</summary>
internal sealed class TokenEncoder
{
    private const int None = -1;

    /// <summary>Token of each single code unit, or <see cref="None"/>.</summary>
    private readonly int[] _singles = new int[char.MaxValue + 1];

    /// <summary>
    /// An open hash table of the tokens of several units, and of the first two units of the longer ones. A free place has key 0.
    /// </summary>
    private readonly Entry[] _entries;
    private readonly int _shift;

    public TokenEncoder(TokenDictionary dictionary)
    {
        Dictionary = dictionary;
        Array.Fill(_singles, None);
        var bits = 8;
        while (1 << bits < dictionary.Count * 2)
            bits++;
        _shift = 64 - bits;
        _entries = new Entry[1 << bits];
        for (var t = 0; t < dictionary.Count; t++)
        {
            var units = dictionary[t];
            if (units.Length == 1)
            {
                _singles[units[0]] = t;
                continue;
            }

            At(TokenDictionary.Pack(units)).Token = t;
            ref var pair = ref At(TokenDictionary.Pack(units[..2]));
            pair.Longest = (byte)Math.Max(pair.Longest, units.Length);
        }
    }

    public TokenDictionary Dictionary { get; }

    /// <summary>Appends a text in code.</summary>
    public void Encode(ReadOnlySpan<char> text, ByteBuffer to)
    {
        var at = 0;
        while (at < text.Length)
        {
            var token = Next(text[at..], out var length);
            if (token < 0)
            {
                to.Byte(TokenDictionary.Escape >> 8 | 0x80);
                to.Byte(TokenDictionary.Escape & 0xFF);
                to.UInt16(text[at]);
            }
            else if (token < TokenDictionary.Short)
            {
                to.Byte((byte)token);
            }
            else
            {
                var number = token - TokenDictionary.Short;
                var bytes = to.Reserve(2);
                bytes[0] = (byte)(number >> 8 | 0x80);
                bytes[1] = (byte)number;
            }

            at += length;
        }
    }

    /// <summary>The longest token with which a text begins, or −1 for a code unit that is none.</summary>
    public int Next(ReadOnlySpan<char> text, out int length)
    {
        if (text.Length >= 2 && Find(text[0] | (ulong)text[1] << 16, out var token, out var longest))
        {
            for (length = Math.Min(longest, text.Length); length > 2; length--)
                // A NUL at the end would not show in the packed string; no token of several units has one.
                if (text[length - 1] != 0 && Find(TokenDictionary.Pack(text[..length]), out var longer, out _) && longer >= 0)
                    return longer;
            if (token >= 0)
                return token;
        }

        length = 1;
        return _singles[text[0]];
    }

    private int Home(ulong key) => (int)(key * 0x9E3779B97F4A7C15UL >> _shift);

    private bool Find(ulong key, out int token, out int longest)
    {
        for (var at = Home(key); ; at = (at + 1) & (_entries.Length - 1))
        {
            ref readonly var entry = ref _entries[at];
            if (entry.Key == key)
            {
                (token, longest) = (entry.Token, entry.Longest);
                return key != 0;
            }

            if (entry.Key == 0)
            {
                (token, longest) = (None, 0);
                return false;
            }
        }
    }

    private ref Entry At(ulong key)
    {
        var at = Home(key);
        while (_entries[at].Key != 0 && _entries[at].Key != key)
            at = (at + 1) & (_entries.Length - 1);
        if (_entries[at].Key == 0)
            _entries[at] = new Entry { Key = key, Token = None };
        return ref _entries[at];
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Entry
    {
        public ulong Key;
        public int Token;
        public byte Longest;
    }
}
