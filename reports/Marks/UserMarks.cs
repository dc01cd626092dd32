using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Marks;

/// <summary>A line of a user's own list of marks.</summary>
/// <param name="Kind">site, phrase, line or keep.</param>
/// <param name="Text">As the user wrote it.</param>
public sealed record UserMark(string Kind, string Text);

/// <summary>A user's own list of marks, in the form that known-marks.txt explains: read, and changed line by line.</summary>
public static class UserMarks
{
    /// <summary>Folded characters below which words are no mark: they would stand in ordinary text.</summary>
    public const int Shortest = 3;

    /// <summary>UTF-16 code units of a mark.</summary>
    public const int Longest = 200;

    /// <summary>The kinds as a list writes them; <c>keep</c> is for words that no rule may take.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["site", "phrase", "line", "keep"];

    /// <summary>The marks of a list in their order.</summary>
    public static IReadOnlyList<UserMark> Parse(string list) =>
        [.. MarkSet.Parse(list).Select(mark => new UserMark(mark.Kind.ToString().ToLowerInvariant(), mark.Shown))];

    /// <summary>The list with a mark at its end. Other lines about the same words fall: a person's last word counts.</summary>
    public static string Add(string list, UserMark mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        var kept = Remove(list, mark.Text);
        return kept + (kept.Length > 0 && kept[^1] != '\n' ? "\n" : "") + $"{mark.Kind} {mark.Text.Trim()}\n";
    }

    /// <summary>The list without its lines about some words; comments and all other lines stay as they are.</summary>
    public static string Remove(string list, string text)
    {
        ArgumentNullException.ThrowIfNull(list);
        var words = Fold(text);
        return string.Join('\n', list.Split('\n').Where(line => !MarkSet.Parse(line).Any(mark => mark.Text == words)));
    }

    /// <summary>Words as marks are compared: half-width, lower-case, simplified, without white space and invisible characters.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FoldedText.Of(text, 0, text.Length).Text.Replace("\n", "", StringComparison.Ordinal);
    }
}
