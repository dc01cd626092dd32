using KnowledgeBase.Engine;
using KnowledgeBase.SearchApi.QueryRelaxation;

namespace KnowledgeBase.SearchApi.Tests.QueryRelaxation;

public sealed class ReportSpreadTests
{
    private static readonly LadderStep First = new(MatchKind.Exact, Query.All, []);
    private static readonly LadderStep Second = new(MatchKind.Near, Query.All, []);

    [Theory]
    [InlineData("aaaabbc", "aabb|aac")]
    [InlineData("aaaaaaa", "aaaa|aaa")]
    [InlineData("abcdabcd", "abcd|abcd")]
    [InlineData("aaaaabcd", "aabc|aada")]
    public void A_page_has_two_of_a_report_while_there_are_others(string reports, string pages) =>
        Assert.Equal(pages, Shown([.. reports.Select(report => (report, First))], 4));

    [Fact]
    public void Hits_of_a_step_stay_before_those_of_the_next() =>
        Assert.Equal("aaab|bbca", Shown(
            [('a', First), ('a', First), ('a', First), ('b', Second), ('b', Second), ('b', Second), ('c', Second), ('a', Second)], 4));

    [Theory]
    [InlineData(311)]
    [InlineData(312)]
    public void Whatever_page_is_asked_for_all_pages_together_are_all_hits_once(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 50; round++)
        {
            var perPage = random.Next(1, 60);
            var spread = new ReportSpread(perPage, 2);
            var hits = Enumerable.Range(0, random.Next(0, 700)).Select(i => (new Hit(i, 0), i < 90 ? First : Second)).ToList();
            var reports = hits.Select(_ => $"{random.Next(1, 40) * random.Next(0, 2)}").ToArray();
            var shown = new List<int>();
            for (var offset = 0; offset < hits.Count; offset += perPage)
            {
                var (from, count) = spread.Blocks(offset, perPage);
                var arranged = spread.Arrange([.. hits.Skip(from).Take(count)], document => reports[document]);
                var page = arranged.Skip(offset - from).Take(perPage).ToList();
                Assert.Equal(Math.Min(perPage, hits.Count - offset), page.Count);
                shown.AddRange(page.Select(one => one.Hit.Document));
            }

            Assert.Equal(Enumerable.Range(0, hits.Count), shown.Order());
            Assert.Equal(shown, spread.Arrange(hits, document => reports[document]).Select(one => one.Hit.Document));
        }
    }

    private static string Shown(IReadOnlyList<(char Report, LadderStep Step)> hits, int perPage)
    {
        var arranged = new ReportSpread(perPage, 2).Arrange(
            [.. hits.Select((hit, i) => (new Hit(i, 0), hit.Step))], document => $"{hits[document].Report}");
        return string.Join('|', arranged.Select(one => hits[one.Hit.Document].Report).Chunk(perPage).Select(page => new string(page)));
    }
}
