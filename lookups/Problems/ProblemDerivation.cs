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
        var (items, isList) = (new List<ProblemItem>(), false);
        for (var passage = 0; passage < report.Passages.Count; passage++)
        {
            if (report.Report.SectionOf(passage) != SectionType.存在问题)
                continue;

            // What goes on behind the first part of a long item is more of its list, or more about its one problem.
            var one = report.Passages[passage];
            if (one.Part > 1 && !isList)
                continue;
            var read = (one.Part == 1 ? ProblemReader.Read(one.Heading, one.Text) : ProblemReader.ReadList(one.Text)).ToList();
            if (one.Part == 1)
                isList = read.Exists(found => found.Length < one.Text.Length);
            items.AddRange(read
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
