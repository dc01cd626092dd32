using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Lookups.Problems;

/// <summary>
/// Groups the problems of all reports by what they say. The group of a problem follows from its own words, so a merge only counts.
/// </summary>
public sealed class ProblemDerivation : Derivation<ReportProblems, ProblemLedger>
{
    /// <inheritdoc/>
    public override ReportProblems Read(ReportContent report, CancellationToken cancel)
    {
        var items = new List<ProblemItem>();
        for (var passage = 0; passage < report.Passages.Count; passage++)
        {
            if (report.Report.SectionOf(passage) != SectionType.存在问题 || report.Passages[passage] is not { Part: 1 } one)
                continue;
            items.AddRange(ProblemReader.Read(one.Heading, one.Text)
                .Select(found => new ProblemItem(passage, found.Start, found.Length, found.Head, found.Key)));
        }

        return new ReportProblems([.. items]);
    }

    /// <inheritdoc/>
    public override ProblemLedger Merge(
        CollectionView view, IReadOnlyList<ReportProblems> parts, ProblemLedger? previous, CancellationToken cancel)
    {
        var members = new Dictionary<string, List<ProblemMember>>(StringComparer.Ordinal);
        for (var report = 0; report < parts.Count; report++)
        {
            foreach (var item in parts[report].Items)
            {
                if (!members.TryGetValue(item.Key, out var list))
                    members.Add(item.Key, list = []);
                list.Add(new ProblemMember(report, item));
            }
        }

        cancel.ThrowIfCancellationRequested();
        return new ProblemLedger(members.Select(entry => new ProblemGroup(entry.Key, entry.Value, view)), parts);
    }
}
