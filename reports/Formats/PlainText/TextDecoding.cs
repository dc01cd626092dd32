using System.Buffers;
using System.Text;

namespace KnowledgeBase.Reports.Formats.PlainText;

/// <summary>
/// Finds the encoding of a text by what its bytes can be, strictest first, and decodes it. Nothing is guessed away:
/// where no encoding fits, there is a failure; where one fits but for a few bytes, these are counted.
/// </summary>
internal static class TextDecoding
{
    /// <summary>Characters that make up a third or more of any Chinese text, simplified or traditional.</summary>
    private static readonly SearchValues<char> Common = SearchValues.Create(
        "，。、：；（）“”《》 \n的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年动動同工也能下过過子说說产產种種面而方后後多定行学學法所民得经經"
        + "十三之进進着著等部度家电電力里如水化高自二理起小物现現实實加量都两兩体體制机機当當使点點从從业業本去把性好应應开開它合还還因由其些然前外天政四日那社义義事平形相全表间間样樣与與关關各重新线線内內"
        + "党黨组組织織建设設领領导導责責任县縣区區市省委局单單位问問题題情况況报報告及强強思想习習近总總书書记記改革落督查展推保障服务務群众眾基层層安全");

    private const int ShortText = 32;
    private const int LongFile = 1 << 20;
    private const double LeastScore = 0.05;

    /// <summary>One byte of so many may be a zero; more are no damaged text.</summary>
    private const int MostZeros = 200;

    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(c => (char)c).Where(c => c is not ('\t' or '\n' or '\r' or '\f' or '\v'))]);

    static TextDecoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>For short names, where there is no text to weigh.</summary>
    public static Encoding Gb18030 => Encoding.GetEncoding("gb18030");

    /// <param name="declared">What the file says of itself (a page's charset); believed where the bytes allow it.</param>
    public static DecodedText Decode(ReadOnlySpan<byte> bytes, string? declared = null)
    {
        if (ByMark(bytes) is var (marked, skip))
            return Accept(marked, bytes[skip..]);

        var utf8 = Utf8Evidence.Of(bytes);
        var zeros = bytes.Count((byte)0);
        if ((zeros > 0 || !utf8.Clean) && Utf16(bytes) is { } wide)
            return wide;
        if (zeros > 0)
            return utf8.Convincing && utf8.Sequences > 0 && zeros <= bytes.Length / MostZeros ? WithoutZeros(bytes) : throw NotText();
        if (utf8.Convincing && !IsShortGb18030(bytes, utf8))
            return Accept("utf-8", bytes);

        if (Mixed(bytes, utf8) is { } mixed)
            return mixed;

        var (gb, big5) = (Weigh("gb18030", bytes, declared), Weigh("big5", bytes, declared));
        var best = gb.Score >= big5.Score ? gb : big5;
        return best.Score > LeastScore
            ? best.Text
            : throw new RefusedException("encoding", "the bytes are text in none of UTF-8, GB18030, Big5, UTF-16");
    }

    /// <summary>UTF-8 into which something wrote zeros: each is a wrong byte.</summary>
    private static DecodedText WithoutZeros(ReadOnlySpan<byte> bytes)
    {
        var text = Accept("utf-8", bytes);
        var zeros = text.Text.AsSpan().Count('\0');
        return text with { Text = text.Text.Replace('\0', '\uFFFD'), WrongBytes = text.WrongBytes + zeros };
    }

    /// <summary>
    /// UTF-8 with lines of GB18030 in it, as pasting two files together makes: each line by its own bytes. Null where the lines that are
    /// not UTF-8 are more than those that are, or are no text either.
    /// </summary>
    private static DecodedText? Mixed(ReadOnlySpan<byte> bytes, Utf8Evidence utf8)
    {
        if (utf8.Clean || utf8.Sequences < ShortText)
            return null;

        var text = new StringBuilder(bytes.Length);
        int whole = 0, foreign = 0;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            var line = bytes[range];
            line = line.EndsWith("\r"u8) ? line[..^1] : line;
            var evidence = Utf8Evidence.Of(line);
            var decoded = evidence.Clean ? DecodeAs("utf-8", line)
                : Weigh("gb18030", line, null) is { Score: > LeastScore } gb ? gb.Text : null;
            if (decoded is null || (!evidence.Clean && decoded.WrongBytes > 0))
                return null;

            whole += evidence is { Clean: true, Sequences: > 0 } ? 1 : 0;
            foreign += evidence.Clean ? 0 : 1;
            text.Append(decoded.Text).Append('\n');
        }

        return whole > foreign ? new(text.ToString(0, text.Length - 1), "utf-8", 0) : null;
    }

    private static (string Name, int Skip)? ByMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => ("utf-8", 3),
        [0xFF, 0xFE, 0, 0, ..] => ("utf-32", 4),
        [0, 0, 0xFE, 0xFF, ..] => ("utf-32be", 4),
        [0xFF, 0xFE, ..] => ("utf-16le", 2),
        [0xFE, 0xFF, ..] => ("utf-16be", 2),
        [0x84, 0x31, 0x95, 0x33, ..] => ("gb18030", 4),
        _ => null,
    };

    private static DecodedText Accept(string name, ReadOnlySpan<byte> bytes)
    {
        var text = DecodeAs(name, bytes);
        // A mark in front of bytes that are mostly no text proves nothing.
        if (text.WrongBytes > 2 + bytes.Length / 20)
            throw new RefusedException(
                "encoding", $"marked as {name}, but {text.WrongBytes} of {bytes.Length} bytes are no character in it");
        RefuseControls(text.Text);
        return text;
    }

    /// <summary>
    /// 「通知」 in GB18030 happens to be well-formed UTF-8 of no language; such chance pairs are short and of two bytes each.
    /// </summary>
    private static bool IsShortGb18030(ReadOnlySpan<byte> bytes, Utf8Evidence utf8)
    {
        if (utf8.Sequences is 0 or > ShortText)
            return false;
        return !DecodeAs("utf-8", bytes).Text.Any(c => c >= '\u0080' && IsLikely(c)) && Weigh("gb18030", bytes, null).Score > LeastScore;
    }

    /// <summary>UTF-16 without a mark: nearly every unit is a character that such texts are made of.</summary>
    private static DecodedText? Utf16(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4)
            return null;
        foreach (var name in (string[])["utf-16le", "utf-16be"])
        {
            var sample = DecodeAs(name, bytes[..Math.Min(bytes.Length & ~1, 8192)]).Text;
            var likely = sample.Count(IsLikely);
            if (likely >= sample.Length * 0.95 && sample.AsSpan().ContainsAny(Common))
                return Accept(name, bytes);
        }

        return null;
    }

    /// <summary>
    /// ASCII, Latin-1 signs, general punctuation to dingbats, Chinese signs and ideographs (of plane 2 by their surrogates), full width.
    /// </summary>
    private static bool IsLikely(char c) =>
        c is '\t' or '\n' or (>= ' ' and < '\u007F') or (>= '\u00A0' and <= '\u00FF') or (>= '\u2000' and <= '\u27BF')
        or (>= '\u3000' and <= '\u303F') or (>= '\u3200' and <= '\u9FFF') or (>= '\uD840' and <= '\uD87F')
            or (>= '\uDC00' and <= '\uDFFF') or (>= '\uFF00' and <= '\uFFEF');

    /// <summary>
    /// The share of common characters, less ten times the share of wrong bytes: a wrong decoding yields rare characters only.
    /// </summary>
    private static (DecodedText Text, double Score) Weigh(string name, ReadOnlySpan<byte> bytes, string? declared)
    {
        var text = DecodeAs(name, bytes);
        int wide = 0, common = 0;
        foreach (var c in text.Text)
        {
            if (c < '\u0080')
                continue;
            wide++;
            if (Common.Contains(c))
                common++;
        }

        if (text.WrongBytes > 2 + bytes.Length / 20)
            return (text, double.NegativeInfinity);
        RefuseControls(text.Text);
        if (wide == 0)
            return (text, 0);
        // A name or a title need hold no common character at all.
        var share = wide <= ShortText && text.WrongBytes == 0 && text.Text.All(IsLikely)
            ? Math.Max(0.1, (double)common / wide)
            : (common - (10.0 * text.WrongBytes)) / wide;
        return (text, share + (Same(declared, name) ? 0.02 : 0));
    }

    private static DecodedText DecodeAs(string name, ReadOnlySpan<byte> bytes)
    {
        var fallback = new CountingFallback();
        var encoding = Encoding.GetEncoding(name is "utf-16le" ? "utf-16" : name, EncoderFallback.ExceptionFallback, fallback);
        var text = bytes.Length <= LongFile ? InOnePass(encoding, bytes) : InTwoPasses(encoding, bytes);
        return new(text.Contains('\r') ? text.Replace("\r\n", "\n").Replace('\r', '\n') : text, name, fallback.WrongBytes);
    }

    /// <summary>Into a rented array: Encoding.GetString makes two passes, and would count each wrong byte twice.</summary>
    private static string InOnePass(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        var chars = ArrayPool<char>.Shared.Rent(encoding.GetMaxCharCount(bytes.Length));
        try
        {
            return new string(chars, 0, encoding.GetChars(bytes, chars));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    /// <summary>The array for all that a long file may hold would be three times as large as its text.</summary>
    private static string InTwoPasses(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        var counting = Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, new CountingFallback());
        return string.Create(
            counting.GetCharCount(bytes), new Source(encoding, bytes), static (text, from) => from.Encoding.GetChars(from.Bytes, text));
    }

    private readonly ref struct Source(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        public Encoding Encoding { get; } = encoding;

        public ReadOnlySpan<byte> Bytes { get; } = bytes;
    }

    private static bool Same(string? declared, string encoding) => declared is not null
        && (declared.Equals(encoding, StringComparison.OrdinalIgnoreCase)
        || (encoding == "gb18030" && declared.StartsWith("gb", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Text has next to no control characters; a program or a picture that happens to decode has many.</summary>
    private static void RefuseControls(string text)
    {
        var controls = CountAny(text, Controls);
        if (controls > 4 + text.Length / 100)
            throw NotText();
    }

    private static int CountAny(ReadOnlySpan<char> text, SearchValues<char> any)
    {
        var count = 0;
        while (text.IndexOfAny(any) is >= 0 and var at)
        {
            count++;
            text = text[(at + 1)..];
        }

        return count;
    }

    private static RefusedException NotText() => new("binary", "the bytes are no text and no format that is read here");
}
