using System.Diagnostics;
using System.Globalization;
using System.Text;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Compare;
using KnowledgeBase.Lookups.LeftOvers;
using KnowledgeBase.Lookups.Links;
using KnowledgeBase.Lookups.Overlap;
using KnowledgeBase.Lookups.Patterns;
using KnowledgeBase.Lookups.Problems;
using KnowledgeBase.Lookups.Trends;
using KnowledgeBase.Lookups.Units;
using KnowledgeBase.Reports;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Quality.Speed;

/// <summary>
/// How long do the look-ups take on N invented passages, the whole collection to be read for the first time, and all groups to be merged
/// when a report changes? Seed 20261124. The draft has 3,000 characters: two fifths set phrases, one fifth pasted, two fifths own. Words
/// behind N choose measures by their names.
/// </summary>
internal static class LookupSpeed
{
    private const int Seed = 20261124;
    private const int DraftLength = 3_000;
    private const int Rounds = 9;

    public static int Run(string passages, IReadOnlyList<string> only)
    {
        var invented = new InventedReports(Seed);
        var import = Stopwatch.StartNew();
        using var collected = new Collected(invented.Files(int.Parse(passages, CultureInfo.InvariantCulture)));
        var imported = import.Elapsed;
        using var view = collected.View();
        var ledger = view.Whole(collected.Problems);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{view.PassageCount} passages in {view.Reports.Count} reports, {ledger.Groups.Count} groups of problems; "
                + $"import {imported.TotalSeconds:F1} s, first reading {(import.Elapsed - imported).TotalSeconds:F1} s"));
        Problems(collected, view, ledger, Measure);
        Drafts(collected, view, Draft(invented, view), Measure);
        return 0;

        void Measure(string name, Func<object?> work)
        {
            if (only.Count == 0 || only.Any(word => name.Contains(word, StringComparison.Ordinal)))
                Print(name, work);
        }
    }

    private static void Problems(Collected collected, CollectionView view, ProblemLedger ledger, Action<string, Func<object?>> measure)
    {
        var parts = Enumerable.Range(0, view.Reports.Count).Select(report => new ReportProblems([.. ledger.Of(report)])).ToList();
        var unit = view.Reports.First(report => report.Unit is not null).Unit!;
        var type = new PassageFilter { UnitTypes = new HashSet<UnitType?> { UnitType.审计 } };
        string[] list = [.. ledger.Of(0).Select(item => item.Head)];
        measure("merge of all groups (background)", () => collected.Problems.Merge(view, parts, null, default));

        // What the services do for a page of twenty.
        measure("list of problems", () => ProblemSelection.Of(view, ledger, PassageFilter.None).Take(20).ToList());
        measure("list of problems of a type", () => ProblemSelection.Of(view, ledger, type).Take(20).ToList());
        measure("group with its wordings", () => Group(ledger.Groups[0]));
        measure("links of five reports", () => Enumerable.Range(0, 5).Select(Links).ToList());
        measure("compare two units", () => UnitColumns.Align(view, ledger, [unit, "青溪县教育局"], SectionType.存在问题, PassageFilter.None));
        measure("compare a list", () => ListCheck.Check(view, ledger, list, UnitType.审计, _ => false));
        measure("unit", () => UnitOverview.Of(view, ledger, unit, _ => true));

        object Group(ProblemGroup group)
        {
            string[] texts = [.. group.Members.DistinctBy(member => member.Item.Head).Take(300)
                .Select(member => view.Read(member.Report, member.Item.Passage).Text)];
            return (new ProblemTally(view.Reports, group.Members), DifferentWordings.Choose(texts, 8));
        }

        object Links(int report) => ReportLinks.Join(
            [.. ReportRecord.FromBytes(view.Snapshot.Attachment(ReportRecord.KeyOf(view.Reports[report].Id))!.Value.Span).Report.Sections
                .SelectMany(section => section.Passages.Select(passage => (section.Type, passage.Heading, passage.Text)))],
            ledger.Of(report));
    }

    private static void Drafts(Collected collected, CollectionView view, string draft, Action<string, Func<object?>> measure)
    {
        measure("overlap", () => new OverlapCheck(view, view.Whole(collected.Origins), [], _ => false, 5, default).Run(draft));
        measure("left-overs", () => new LeftOverCheck(view, view.Whole(collected.UnitNames), "云岭县审计局", 2023, [], default).Run(draft));
        measure("retired wordings", () => new RetiredWordings(view, PassageFilter.None, default).Find(draft));
        measure("pattern 以*促* in texts", () => PatternSearch.InTexts(view, Parse("以*促*"), PassageFilter.None, default));
        measure("pattern 坚持*统一 in texts", () => PatternSearch.InTexts(view, Parse("坚持*统一"), PassageFilter.None, default));
        measure("pattern 以*促* in headings", () => PatternSearch.InHeadings(view, Parse("以*促*"), PassageFilter.None));
        measure("trend of a campaign", () => Trend("党史学习教育"));
        measure("trend of a common word", () => Trend("工作"));

        object Trend(string wording)
        {
            var trend = WordingTrend.Of(view, wording, PassageFilter.None, default);
            return (trend.Years, trend.Span, trend.UnitTypes);
        }
    }

    private static SentencePattern Parse(string pattern) => SentencePattern.Parse(pattern, 12, false, out _)!;

    private static string Draft(InventedReports invented, CollectionView view)
    {
        var draft = new StringBuilder();
        while (draft.Length < DraftLength)
        {
            draft.Append(invented.Phrase()).Append('，').Append(invented.Phrase()).Append('。');
            draft.Append(invented.Sentence()).Append(invented.Sentence());
            if (draft.Length % 2 == 0)
                draft.Append(view.Read(invented.Random.Next(view.Reports.Count), 4).Text);
        }

        return draft.ToString()[..DraftLength];
    }

    private static void Print(string name, Func<object?> work)
    {
        // On a machine that others use as well, processor time says more than the clock.
        var (times, used) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var (began, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            GC.KeepAlive(work());
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            used.Add((Environment.CpuUsage.TotalTime - processor).TotalMilliseconds);
        }

        times.Sort();
        used.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}: {times[Rounds / 2]:F1} ms (best {times[0]:F1}), processor {used[Rounds / 2]:F1} ms"));
    }
}
