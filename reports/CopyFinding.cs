namespace KnowledgeBase.Reports;

/// <summary>What other copies of a report say about a place of one raw file. Kept with the file, so that it is read alike again.</summary>
/// <param name="Verdict">What becomes of the place.</param>
/// <param name="Start">UTF-16 offset in the decoded raw text; of lost text, where it is missing.</param>
/// <param name="Length">UTF-16 code units in the decoded raw text; 0 for lost text.</param>
/// <param name="Check">Of the characters there: where others stand now, the finding is passed over.</param>
/// <param name="Copies">How many independent copies agree against this one.</param>
/// <param name="Lost">What the others have and this copy has not; null for other verdicts.</param>
public sealed record CopyFinding(CopyVerdict Verdict, int Start, int Length, uint Check, int Copies, string? Lost = null)
{
    /// <summary>The check of some characters.</summary>
    public static uint CheckOf(ReadOnlySpan<char> text)
    {
        var hash = 2166136261;
        foreach (var c in text)
            hash = (hash ^ c) * 16777619;

        return hash;
    }

    /// <summary>Whether the raw text has at this place what it had when the copies were compared.</summary>
    public bool Fits(string raw) =>
        raw is not null && Start >= 0 && Length >= 0 && Start <= raw.Length - Length && CheckOf(raw.AsSpan(Start, Length)) == Check;
}

/// <summary>What becomes of a place at which other copies of a report differ.</summary>
public enum CopyVerdict
{
    /// <summary>Proven foreign: it goes.</summary>
    Cut,

    /// <summary>It may be foreign: it stays and is shown as such.</summary>
    Suspected,

    /// <summary>The others have more: it is noted, never put in.</summary>
    Lost,
}

/// <summary>A copy of a report that may speak about another.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Text">The cleaned report.</param>
/// <param name="Origin">Copies of one origin are one voice: the site that a copy comes from, or where that is not known whatever tells
/// carriers of equal texts apart.</param>
/// <param name="Source">The site, where it is known.</param>
/// <param name="Year">The year that it reports on, where it is known: another year's report is another report.</param>
/// <param name="Unit">Whose report it is, where that is known: another unit's is another report.</param>
public sealed record ReportCopy(string Id, string Text, string Origin, string? Source = null, int? Year = null, string? Unit = null);
