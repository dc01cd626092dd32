using System.Text;

namespace KnowledgeBase.Reports;

/// <summary>The way between a raw text and what is served of it, by the edits of a reading.</summary>
public static class Replay
{
    /// <summary>All edits of a reading in order of place.</summary>
    public static IReadOnlyList<Removal> Edits(Reading reading) => [.. reading.Removed.Concat(reading.Layout).OrderBy(edit => edit.Start)];

    /// <summary>What is served: the texts of all reports, one after another on lines of their own.</summary>
    public static string Served(Reading reading) => string.Join('\n', reading.Reports.Select(report => report.Text));

    /// <summary>The raw text with the edits applied. Equal to <see cref="Served"/>.</summary>
    public static string Apply(string raw, IReadOnlyList<Removal> edits)
    {
        var text = new StringBuilder(raw.Length);
        var at = 0;
        foreach (var edit in edits)
        {
            text.Append(raw, at, edit.Start - at);
            at = edit.Start + edit.Length;
        }

        return text.Append(raw, at, raw.Length - at).ToString();
    }

    /// <summary>The served text with the edits put back. Equal to the raw text.</summary>
    public static string Undo(string served, IReadOnlyList<Removal> edits)
    {
        var text = new StringBuilder(served.Length * 2);
        var at = 0;
        foreach (var edit in edits)
        {
            var kept = edit.Start - text.Length;
            text.Append(served, at, kept).Append(edit.Text);
            at += kept;
        }

        return text.Append(served, at, served.Length - at).ToString();
    }
}
