using System.Collections.Concurrent;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Tests.Collection;

public sealed class ReportCollectionTests
{
    [Fact]
    public void Before_the_first_update_there_is_no_view_and_that_is_said()
    {
        using var given = new Given();
        Assert.Throws<CollectionNotReadyException>(() => given.Collection.Open());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void After_any_changes_the_view_is_what_a_plain_scan_of_the_store_finds_and_only_changed_reports_were_read(int seed)
    {
        var titles = new Titles();
        using var given = new Given(titles);
        var random = new Random(seed);
        for (var round = 0; round < 30; round++)
        {
            var changed = new HashSet<string>();
            for (var change = random.Next(4); change >= 0; change--)
            {
                var name = $"corpus/{random.Next(12)}.txt";
                if (random.Next(3) == 0)
                    given.Remove(name);
                else
                    changed.UnionWith(given.File(name, Text(random.Next(40))));
            }

            titles.Seen.Clear();
            using var view = given.View(titles);
            Assert.Equal(Scan(given), Describe(view));
            Assert.Equal(view.Reports.Select(report => report.Title), view.Whole(titles));
            Assert.Subset(changed, titles.Seen.ToHashSet());
            for (var report = 0; report < view.Reports.Count; report++)
                for (var passage = 0; passage < view.Reports[report].PassageCount; passage++)
                    Assert.Equal((report, passage), view.Locate(view.DocumentOf(report, passage)));
        }
    }

    [Fact]
    public void A_view_stays_as_it_was_while_the_collection_goes_on_and_ends()
    {
        CollectionView view;
        using (var given = new Given())
        {
            given.File("corpus/a.txt", Text(1));
            view = given.View();
            given.Remove("corpus/a.txt");
            given.File("corpus/b.txt", Text(2));
            using var next = given.View();
            Assert.NotEqual(view.Reports[0].Id, next.Reports[0].Id);
            Assert.Contains("第1项", view.Read(0, 0).Text);
            view.Dispose();
        }
    }

    [Fact]
    public void Nothing_new_is_no_work()
    {
        var titles = new Titles();
        using var given = new Given(titles);
        given.File("corpus/a.txt", Text(1));
        using (given.View(titles))
            Assert.False(given.Collection.Update());
    }

    private static string Text(int number) => $"""
        清河县审计局{2015 + (number % 9)}年度工作总结
        一、主要工作
        （一）抓好第{number}项。全年召开例会十二次，第{number}项事项逐一督办落实，各方面反映较好。
        二、存在问题
        （一）学习形式单一。第{number}项学习多以念材料为主，讨论交流不够充分，效果不够明显。
        """;

    private static List<string> Scan(Given given)
    {
        using var snapshot = given.Store.Snapshot();
        return [.. snapshot.Groups(ReportRecord.KeyPrefix)
            .SelectMany(group => snapshot.DocumentsOf(group).Select(document => PassageDocument.Read(snapshot, document)))
            .Select(passage =>
                $"{passage.Id}|{passage.Section}|{passage.Heading}|{passage.Unit}|{passage.UnitType}|{passage.Year}|{passage.Text}")];
    }

    private static IEnumerable<string> Describe(CollectionView view) =>
        from report in Enumerable.Range(0, view.Reports.Count)
        let facts = view.Reports[report]
        from passage in Enumerable.Range(0, facts.PassageCount)
        select $"{facts.PassageId(passage)}|{facts.SectionOf(passage)}|{facts.HeadingOf(passage)}|{facts.Unit}|{facts.UnitType}|"
            + $"{facts.Year}|"
            + view.Read(report, passage).Text;

    /// <summary>The titles of all reports, with a record of which were read.</summary>
    private sealed class Titles : Derivation<string, IReadOnlyList<string>>
    {
        public ConcurrentBag<string> Seen { get; } = [];

        public override string Read(ReportContent report, CancellationToken cancel)
        {
            Seen.Add(report.Report.Id);
            return report.Report.Title;
        }

        public override IReadOnlyList<string> Merge(
            CollectionView view, IReadOnlyList<string> parts, IReadOnlyList<string>? previous, CancellationToken cancel) => parts;
    }
}
