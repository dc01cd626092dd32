using System.Collections.Frozen;

namespace KnowledgeBase.Reports.Privacy;

/// <summary>Numbers that a unit has made public itself, and that are not masked: its own telephone, its mailbox.</summary>
public sealed class PublicNumbers
{
    private readonly FrozenSet<string> _numbers;

    private PublicNumbers(IEnumerable<string> numbers) => _numbers = numbers.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>No number is public.</summary>
    public static PublicNumbers None { get; } = new([]);

    /// <summary>One number a line; lines that begin with # are comments.</summary>
    public static PublicNumbers Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new PublicNumbers(text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0
            && line[0] != '#').Select(Plain));
    }

    internal bool Contains(ReadOnlySpan<char> written) => _numbers.Count > 0 && _numbers.Contains(Plain(written.ToString()));

    /// <summary>A number as its letters and digits alone, without the country's code.</summary>
    private static string Plain(string written)
    {
        var plain = string.Concat(written.Select(Glyphs.Fold).Where(c => char.IsLetterOrDigit(c)
            || c is '@').Select(char.ToLowerInvariant));
        return plain.Length > 11 && plain.All(char.IsAsciiDigit) && plain[^11] == '1' && plain[..^11].TrimStart('0') == "86"
            ? plain[^11..]
            : plain;
    }
}
