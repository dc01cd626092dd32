namespace KnowledgeBase.Reports.Copies;

/// <summary>Copies of one report from several sites, held against each other letter by letter.</summary>
public static class CopyVote
{
    /// <summary>How many independent copies must agree against one.</summary>
    public const int Fewest = 2;

    private const int LongestLoss = 200;
    private const int MostLosses = 20;

    /// <summary>What other copies say about a file that was read alone.</summary>
    /// <param name="alone">The reading without findings of copies: they would be counted twice.</param>
    /// <param name="copies">The others, those of the same file left out; what turns out to be another report says nothing.</param>
    /// <param name="cancel">Ends the comparison between two copies.</param>
    public static IReadOnlyList<CopyFinding> Hold(Reading alone, IReadOnlyList<ReportCopy> copies, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(alone);
        ArgumentNullException.ThrowIfNull(copies);
        var findings = new List<CopyFinding>();
        if (alone.RawText is not { } raw || copies.Count < Fewest)
            return findings;

        var served = ServedPlaces(raw, alone);
        var start = 0;
        foreach (var report in alone.Reports)
        {
            cancel.ThrowIfCancellationRequested();
            var others = copies.Where(copy => IsSameReport(report, copy)).ToList();
            if (others.Select(copy => copy.Origin).Distinct().Count() >= Fewest)
                AddFindings(findings, report, others, raw, served.AsSpan(start, report.Text.Length), cancel);
            start += report.Text.Length + 1;
        }

        return findings;
    }

    private static bool IsSameReport(Report report, ReportCopy copy) =>
        (report.Source is null || copy.Source is null || report.Source.Value != copy.Source)
        && (report.Year is null || copy.Year is null || report.Year.Value == copy.Year)
        && (report.Unit is null || copy.Unit is null || report.Unit.Value == copy.Unit);

    private static void AddFindings(
        List<CopyFinding> findings, Report report, List<ReportCopy> copies, string raw, ReadOnlySpan<int> places, CancellationToken cancel)
    {
        var own = Letters.Of(report.Text);
        var compared = new List<Comparison>();
        var texts = new List<string>();
        foreach (var copy in copies)
        {
            cancel.ThrowIfCancellationRequested();
            var letters = Letters.Of(copy.Text);
            if (Comparison.Of(own.Text, letters, copy.Origin) is not { } comparison)
                continue;
            compared.Add(comparison);
            texts.Add(letters.Text);
        }

        if (compared.Select(copy => copy.Origin).Distinct().Count() < Fewest)
            return;

        foreach (var ((start, end, count), verdict) in new Insertions(own, report.Title, texts, Inserted(own, compared)).Judge())
        {
            var from = places[own.PlaceOf(start)];
            var length = places[own.PlaceOf(end - 1)] + 1 - from;
            findings.Add(new(verdict, from, length, CopyFinding.CheckOf(raw.AsSpan(from, length)), count));
        }

        var losses = 0;
        for (var at = 0; at < own.Count && losses < MostLosses; at++)
            if (LostBehind(compared, at) is { } lost)
            {
                losses++;
                var from = places[own.PlaceOf(at)] + 1;
                findings.Add(new(CopyVerdict.Lost, from, 0, CopyFinding.CheckOf([]), Origins(compared), lost));
            }
    }

    private static int Origins(List<Comparison> compared) => compared.Select(copy => copy.Origin).Distinct().Count();

    /// <summary>Runs of letters that no other copy has, and that one or more of different origin are sure to lack.</summary>
    private static IEnumerable<InsertedLetters> Inserted(Letters own, List<Comparison> compared)
    {
        for (var start = 0; start < own.Count; start++)
        {
            if (Lacking(compared, start) is not (> 0 and var copies))
                continue;
            var end = start + 1;
            while (end < own.Count && Lacking(compared, end) == copies)
                end++;

            yield return new(start, end, copies);
            start = end;
        }
    }

    private static int Lacking(List<Comparison> compared, int letter)
    {
        if (compared.Exists(copy => copy.Has(letter)))
            return 0;
        return compared.Where(copy => copy.Lacks(letter)).Select(copy => copy.Origin).Distinct().Count();
    }

    /// <summary>What all others that can be asked have behind a letter, and two of different origin at least.</summary>
    private static string? LostBehind(List<Comparison> compared, int letter)
    {
        var lost = compared[0].Behind(letter);
        if (lost.IsEmpty || lost.Length > LongestLoss)
            return null;
        var origins = new HashSet<string>(StringComparer.Ordinal);
        foreach (var copy in compared)
        {
            if (!copy.Behind(letter).SequenceEqual(lost) || !copy.IsSureBehind(letter))
                return null;
            origins.Add(copy.Origin);
        }

        return origins.Count >= Fewest ? compared[0].SourceBehind(letter) : null;
    }

    /// <summary>For each character that is served, and for the line ends between reports, its place in the raw text.</summary>
    private static int[] ServedPlaces(string raw, Reading reading)
    {
        var places = new int[raw.Length];
        var (count, at) = (0, 0);
        foreach (var edit in Replay.Edits(reading))
        {
            for (; at < edit.Start; at++)
                places[count++] = at;
            at = edit.Start + edit.Length;
        }

        for (; at < raw.Length; at++)
            places[count++] = at;
        return places[..count];
    }
}
