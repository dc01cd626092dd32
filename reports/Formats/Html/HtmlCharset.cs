using System.Buffers;
using System.Text;

namespace KnowledgeBase.Reports.Formats.Html;

/// <summary>What charset a page declares, read as a browser pre-scans it: in the first bytes, whatever they are encoded in.</summary>
internal static class HtmlCharset
{
    private const int Prescan = 2048;
    private static readonly SearchValues<char> NameSigns =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Prescan)]);
        var at = head.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (at < 0 || head.IndexOf('<') is < 0)
            return null;
        var name = head.AsSpan(at + 8).TrimStart(" \"'");
        var end = name.IndexOfAnyExcept(NameSigns);
        return (end < 0 ? name : name[..end]).ToString();
    }
}
