using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Language.Gazetteer;

namespace KnowledgeBase.Reports.Facts;

/// <summary>
/// Reads the unit that a stretch of text begins with, as titles, signatures and 「我代表…」 name it: everything from there to the end of
/// the last name of a kind, 「临江市公安局云岭分局」.
/// </summary>
internal static class UnitNameParser
{
    private const int LongestName = 36;
    private const int LongestOwnName = 16;
    private const int LongestInnerName = 6;

    private static readonly List<(string Name, List<string> Entries)> Blocks = DataFile.Blocks("unit-forms.txt");

    /// <summary>共青团|清河县|委: what stands before the locality, what behind it, and the type.</summary>
    private static readonly (string Prefix, string[] Endings, UnitType Type)[] Forms =
    [
        .. Entries("around-locality").Select(line => line.Split('\t'))
            .Select(columns => (
                columns[0],
                columns[1].Split(' ').OrderByDescending(end => end.Length).ToArray(),
                Enum.Parse<UnitType>(columns[2]))),
    ];

    private static readonly string[] Leading = [.. Entries("leading").OrderByDescending(word => word.Length)];
    private static readonly string[] NoNames = [.. Entries("no-name")];
    private static readonly (string Part, UnitType Type)[] Parts =
        [.. Entries("part-decides").Select(line => line.Split('\t')).Select(columns => (columns[0], Enum.Parse<UnitType>(columns[1])))];

    /// <param name="start">Where the name begins if there is one.</param>
    /// <param name="offset">What is added to positions; negative where the text is not the report's.</param>
    public static UnitMention? At(string text, int start, int end, int offset, double weight)
    {
        var limit = start;
        while (limit < end && limit - start < LongestName && IsNameCharacter(text[limit]))
            limit++;

        var skipped = Leading.FirstOrDefault(word => text.AsSpan(start, limit - start).StartsWith(word))?.Length ?? 0;
        var from = start + skipped;
        if (FormAt(text, from, limit) is { } form)
            return Mention(start, form.End, form.Type, form.Kind);

        var (last, type, kind) = (-1, default(UnitType), "");
        var localities = LocalitiesEnd(text, from, limit);
        foreach (var (at, name) in UnitNameList.Instance.FindOverlapping(text, from, limit))
        {
            if (last >= 0 && at + name.Length <= last)
                continue;

            var gap = last < 0 ? Math.Min(localities, at) : last;
            if (at > gap && !IsGap(text.AsSpan(gap, at - gap), last < 0 ? LongestOwnName : LongestInnerName))
                break;

            // 「第三中学|校长」: the post begins inside of 学校.
            if (last > at && name.EndsWith('校') && at + name.Length < end && text[at + name.Length] == '长')
                break;

            (last, type, kind) = (at + name.Length, UnitNameList.Instance.TypeOf(name), name);
        }

        return last < 0 ? null : Mention(start, last, type, kind);

        UnitMention Mention(int begin, int stop, UnitType found, string name)
        {
            var words = text[begin..stop];
            foreach (var (part, partType) in Parts)
                if (words.Contains(part, StringComparison.Ordinal))
                    found = partType;

            return new(words, name, found, offset < 0 ? -1 : offset + begin, weight);
        }
    }

    /// <summary>Behind the localities that a text begins with.</summary>
    public static int LocalitiesEnd(string text, int start, int end)
    {
        while (LocalityTable.Instance.At(text.AsSpan(start, end - start), shortNames: true) is { } match)
            start += match.Length;

        return start;
    }

    private static (int End, UnitType Type, string Kind)? FormAt(string text, int start, int limit)
    {
        foreach (var (prefix, endings, type) in Forms)
        {
            if (!text.AsSpan(start, limit - start).StartsWith(prefix, StringComparison.Ordinal))
                continue;

            foreach (var ending in endings)
                if (text.IndexOf(ending, start + prefix.Length, limit - start - prefix.Length, StringComparison.Ordinal) is var at and >= 0
                    && at - start - prefix.Length <= LongestOwnName)
                    return (at + ending.Length, type, prefix + ending);
        }

        return null;
    }

    /// <summary>Whether words may belong to a unit's own name: short, and without those that only sentences have.</summary>
    private static bool IsGap(ReadOnlySpan<char> words, int longest)
    {
        if (words.Length > longest)
            return false;

        foreach (var word in NoNames)
            if (words.Contains(word, StringComparison.Ordinal))
                return false;

        return true;
    }

    private static bool IsNameCharacter(char c) =>
        Characters.IsHan(c) || char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)
        || c is '（' or '）' or '(' or ')' or '*' or '＊' or '〇' or '·' or 'x' or '○';

    private static List<string> Entries(string block) => Blocks.Single(entry => entry.Name == block).Entries;
}
