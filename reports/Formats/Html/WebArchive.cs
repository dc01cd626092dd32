using System.Text;
using System.Text.RegularExpressions;

namespace KnowledgeBase.Reports.Formats.Html;

/// <summary>A page saved with all it shows in one file (MHTML: MIME multipart/related, RFC 2557): its first page is the text.</summary>
internal static partial class WebArchive
{
    private const int Head = 4096;

    public static bool IsArchive(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Head)]);
        return Sign().IsMatch(head) && head.Contains("multipart/related", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The bytes of the first part of type text/html, freed of their transfer encoding.</summary>
    /// <exception cref="RefusedException">damaged: there is no such part.</exception>
    public static byte[] PageOf(ReadOnlySpan<byte> bytes)
    {
        // Headers and transfer encodings are ASCII; Latin-1 keeps every byte as one character.
        var text = Encoding.Latin1.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal);
        var boundary = Boundary().Match(text[..Math.Min(text.Length, Head)]);
        if (!boundary.Success)
            throw NoPage();
        foreach (var part in text.Split("--" + boundary.Groups[1].Value, StringSplitOptions.None).Skip(1))
        {
            var blank = part.IndexOf("\n\n", StringComparison.Ordinal);
            if (blank < 0)
                continue;
            var headers = part[..blank];
            if (!headers.Contains("text/html", StringComparison.OrdinalIgnoreCase))
                continue;
            return Free(part[(blank + 2)..], headers);
        }

        throw NoPage();
    }

    private static byte[] Free(string body, string headers)
    {
        if (Transfer().Match(headers) is not { Success: true } transfer)
            return Encoding.Latin1.GetBytes(body);
        if (transfer.Value.EndsWith("quoted-printable", StringComparison.OrdinalIgnoreCase))
            return Unquote(body);
        if (!transfer.Value.EndsWith("base64", StringComparison.OrdinalIgnoreCase))
            return Encoding.Latin1.GetBytes(body);
        try
        {
            return Convert.FromBase64String(body);
        }
        catch (FormatException)
        {
            throw new RefusedException("damaged", "the saved page is broken base64");
        }
    }

    /// <summary>=E6 is a byte, and = at a line's end joins it with the next (RFC 2045, 6.7).</summary>
    private static byte[] Unquote(string body)
    {
        var bytes = new byte[body.Length];
        var length = 0;
        for (var at = 0; at < body.Length; at++)
        {
            if (body[at] != '=')
                bytes[length++] = (byte)body[at];
            else if (at + 1 < body.Length && body[at + 1] == '\n')
                at++;
            else if (at + 2 < body.Length && char.IsAsciiHexDigit(body[at + 1]) && char.IsAsciiHexDigit(body[at + 2]))
            {
                bytes[length++] = Convert.ToByte(body.Substring(at + 1, 2), 16);
                at += 2;
            }
            else
                bytes[length++] = (byte)'=';
        }

        return bytes[..length];
    }

    private static RefusedException NoPage() => new("damaged", "the saved page holds no part of type text/html");

    [GeneratedRegex(@"^(?:From|MIME-Version|Subject|Date|Content-Type):", RegexOptions.IgnoreCase)]
    private static partial Regex Sign();

    [GeneratedRegex(@"boundary=""?([^"";\s]{1,80})")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"Content-Transfer-Encoding:[ \t]*[\w-]+", RegexOptions.IgnoreCase)]
    private static partial Regex Transfer();
}
