using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KnowledgeBase.Engine.Codecs;

/// <summary>
/// A code for text: the frequent strings of one to four UTF-16 code units are tokens, and a text is stored as the numbers of its tokens.
/// <code>
/// a byte below 128:          token 0 to 127
/// a byte from 128 on:        with the byte behind it, (first − 128) × 256 + second: token 128 + that number
/// the greatest such number:  an escape, the next two bytes are one UTF-16 code unit
/// dictionary: count varint, per token: number of code units varint, these as u16
/// </code>
/// Any sequence of code units can be written, halves of surrogate pairs too. Chinese text takes about 0.85 bytes a code unit.
/// </summary>
internal sealed class TokenDictionary
{
    /// <summary>Tokens of one byte.</summary>
    public const int Short = 128;

    /// <summary>The most tokens: those of one byte and of two, less the escape.</summary>
    public const int MaxTokens = Short + Escape;

    public const int MaxUnits = 4;

    /// <summary>The two-byte number that is no token.</summary>
    internal const int Escape = (128 << 8) - 1;

    /// <summary>The code units of each token as one number, the first lowest, zeros behind them.</summary>
    private readonly ulong[] _units;
    private readonly byte[] _lengths;

    private TokenDictionary(ulong[] units, byte[] lengths) => (_units, _lengths) = (units, lengths);

    public int Count => _lengths.Length;

    /// <summary>The code units of a token.</summary>
    public ReadOnlySpan<char> this[int token] =>
        MemoryMarshal.Cast<ulong, char>(_units.AsSpan(token, 1))[.._lengths[token]];

    public static TokenDictionary Of(IReadOnlyList<string> tokens)
    {
        var units = new ulong[tokens.Count];
        var lengths = new byte[tokens.Count];
        for (var t = 0; t < tokens.Count; t++)
        {
            units[t] = Pack(tokens[t]);
            lengths[t] = (byte)tokens[t].Length;
        }

        return new TokenDictionary(units, lengths);
    }

    /// <summary>Up to four code units as one number.</summary>
    internal static ulong Pack(ReadOnlySpan<char> units)
    {
        ulong packed = 0;
        for (var i = units.Length - 1; i >= 0; i--)
            packed = packed << 16 | units[i];
        return packed;
    }

    public void Write(ByteBuffer to)
    {
        to.VarInt((uint)Count);
        for (var t = 0; t < Count; t++)
            to.Text(this[t]);
    }

    /// <exception cref="InvalidDataException">It is no dictionary.</exception>
    public static TokenDictionary Read(ref ByteReader from)
    {
        var count = from.VarInt();
        if (count > MaxTokens)
            throw new InvalidDataException($"at most {MaxTokens} tokens expected, {count} found");
        var units = new ulong[count];
        var lengths = new byte[count];
        for (var t = 0; t < lengths.Length; t++)
        {
            var length = from.VarInt();
            if (length is 0 or > MaxUnits)
                throw new InvalidDataException($"a token of 1 to {MaxUnits} code units expected, one of {length} found");
            units[t] = Pack(MemoryMarshal.Cast<byte, char>(from.Take((int)length * sizeof(char))));
            lengths[t] = (byte)length;
        }

        return new TokenDictionary(units, lengths);
    }

    /// <summary>Decodes a text into a span with room for it and <see cref="MaxUnits"/> units more. Returns its length.</summary>
    /// <exception cref="InvalidDataException">The bytes are no text of this code, or one that has no room.</exception>
    public int Decode(ReadOnlySpan<byte> from, Span<char> to)
    {
        var units = _units;
        var lengths = _lengths;
        var written = 0;
        var at = 0;
        // Ends because each round takes at least a byte.
        while (at < from.Length)
        {
            int token = from[at++];
            if (token >= Short)
            {
                if (at == from.Length)
                    throw Ends();
                var number = (token - Short) << 8 | from[at++];
                if (number == Escape)
                {
                    if (from.Length - at < sizeof(char) || written >= to.Length)
                        throw Ends();
                    to[written++] = MemoryMarshal.Read<char>(from[at..]);
                    at += sizeof(char);
                    continue;
                }

                token = Short + number;
            }

            // Four units are written whatever the token's length; the next token overwrites what is too much.
            if ((uint)token >= (uint)lengths.Length || to.Length - written < MaxUnits)
                throw Ends();
            Unsafe.WriteUnaligned(ref Unsafe.As<char, byte>(ref to[written]), units[token]);
            written += lengths[token];
        }

        return written;
    }

    private static InvalidDataException Ends() => new("a text that ends early, has an unknown token or is longer than recorded");
}
