using System.Buffers;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Privacy;

/// <summary>
/// Finds the mark by which a document says that it is secret or not to be passed on: 机密★10年, 秘密, 内部资料 注意保存. A sentence that
/// speaks of such documents is none.
/// </summary>
public static class SecrecyMarks
{
    /// <summary>Marks stand in the first lines of a document, before its first sentence or heading.</summary>
    private const int HeadLines = 12;

    private const int LongestLine = 40;

    private static readonly SearchValues<char> SentenceSigns = SearchValues.Create("，。、；“”「」《》,;");

    private static readonly string[] Levels = ["绝密", "机密", "秘密"];

    private static readonly string[] Courtesies = ["注意保存", "注意保管", "妥善保管"];

    private static readonly Lazy<string[]> InternalWords = new(() => [.. DataFile.Lines("secrecy-words.txt")]);

    /// <summary>The line that carries the mark; null where there is none.</summary>
    /// <param name="text">The decoded raw text, before cleaning: what cleaning takes away may be the mark.</param>
    public static string? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = 0;
        var isHead = true;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range).Trim();
            if (line.IsEmpty)
                continue;
            isHead &= ++lines <= HeadLines && !IsBody(line);
            if (line.Length > 2 * LongestLine)
                continue;
            var plain = Plain(line);
            if (plain.Length is > 0 and <= LongestLine && (HasStar(plain) || (isHead && (IsLevel(plain) || IsInternal(plain)))))
                return line.ToString();
        }

        return null;
    }

    /// <summary>
    /// A level with its star is no word of a sentence, wherever it stands: the second report of a collection has a head, too.
    /// </summary>
    private static bool HasStar(string line) =>
        !line.AsSpan().ContainsAny(SentenceSigns)
        && Levels.Any(level => line.IndexOf(level, StringComparison.Ordinal) is >= 0 and var at
            && at + level.Length < line.Length && line[at + level.Length] is '★' or '☆' or '*');

    /// <summary>密级：机密, 秘密 5年, 绝密长期, on a line of their own.</summary>
    private static bool IsLevel(string line)
    {
        var rest = line.StartsWith("密级", StringComparison.Ordinal) ? line[2..].TrimStart(':', '：') : line;
        if (Levels.FirstOrDefault(level => rest.StartsWith(level, StringComparison.Ordinal)) is not { } level)
            return false;
        var term = rest[level.Length..].Trim('(', ')', '（', '）', '[', ']', '【', '】');
        return term.Length == 0
            || term is "长期"
            || (term[^1] is '年' or '月' && term[..^1].TrimEnd('个').All(Glyphs.IsDigit) && term.Length > 1);
    }

    /// <summary>A line that is made of such words alone: 内部资料，注意保存.</summary>
    private static bool IsInternal(string line)
    {
        var rest = string.Concat(line.Where(char.IsLetter));
        var isMarked = false; // to keep something well is a courtesy: it marks nothing by itself
        while (rest.Length > 0)
        {
            if (InternalWords.Value.FirstOrDefault(word => rest.StartsWith(word, StringComparison.Ordinal)) is not { } word)
                return false;
            isMarked |= !Courtesies.Contains(word);
            rest = rest[word.Length..];
        }

        return isMarked;
    }

    /// <summary>A watermark that a site puts between the lines of a report is no office's mark.</summary>
    private static bool IsBody(ReadOnlySpan<char> line)
    {
        var text = line.ToString();
        return LineShape.IsBody(FoldedText.Of(text, 0, text.Length).Text);
    }

    private static string Plain(ReadOnlySpan<char> line)
    {
        Span<char> plain = stackalloc char[2 * LongestLine];
        var length = 0;
        foreach (var c in line)
        {
            if (!Glyphs.IsBlank(c) && !Glyphs.IsInvisible(c) && !char.IsControl(c))
                plain[length++] = Glyphs.Fold(c);
        }

        return plain[..length].ToString();
    }
}
