using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Patterns;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Lookups.Tests.Patterns;

public sealed class PatternSearchTests : IDisposable
{
    private readonly Given _given = new();
    private readonly CollectionView _view;

    public PatternSearchTests()
    {
        _given.File("a.txt", Some.Report("清河县审计局", 2022, "以学促干不够。以会代训多，以考促学少。", "从管理向服务转变慢。习惯审批。"));
        _given.File("b.txt", Some.Report("青溪县审计局", 2023, "以学促干不足。既要看数量，更要看质量。"));
        _view = _given.View();
    }

    [Theory]
    [InlineData("以*促*")]
    [InlineData("从*向*转变")]
    [InlineData("既要*更要*")]
    [InlineData("*不够")]
    [InlineData("*课堂")]
    public void Texts_have_exactly_what_a_scan_of_all_passages_finds(string text)
    {
        var pattern = SentencePattern.Parse(text, 12, false, out _)!;
        var scanned = new List<(int, int, string)>();
        for (var report = 0; report < _view.Reports.Count; report++)
            for (var passage = 0; passage < _view.Reports[report].PassageCount; passage++)
            {
                var whole = _view.Read(report, passage).Text;
                scanned.AddRange(
                    BruteForce.Find(pattern, whole).Select(match => (report, passage, whole.Substring(match.Start, match.Length))));
            }

        Assert.NotEmpty(scanned);
        Assert.Equal(scanned, PatternSearch.InTexts(_view, pattern, PassageFilter.None, CancellationToken.None)
            .Select(found => (found.Report, found.Passage, found.Text.Substring(found.Match.Start, found.Match.Length))));
    }

    [Fact]
    public void Headings_count_once_a_report_and_filters_leave_out_others()
    {
        var pattern = SentencePattern.Parse("以*促*", 12, false, out _)!;
        Assert.Equal(2, PatternSearch.InHeadings(_view, pattern, PassageFilter.None).Count);
        var found = Assert.Single(PatternSearch.InHeadings(_view, pattern, new PassageFilter { Years = [(2023, 2023)] }));
        Assert.Equal(("学", "干不足"), (found.Filler(0), found.Filler(1)));
        Assert.Empty(
            PatternSearch.InHeadings(_view, pattern, new PassageFilter { Sections = new HashSet<SectionType> { SectionType.结语 } }));
    }

    [Fact]
    public void A_sentence_is_exactly_what_its_passage_holds_at_its_place()
    {
        var pattern = SentencePattern.Parse("以*促*", 12, false, out _)!;
        foreach (var found in PatternSearch.InTexts(_view, pattern, PassageFilter.None, CancellationToken.None))
            Assert.Equal(found.Text, _view.Read(found.Report, found.Passage).Text.Substring(found.Start, found.Text.Length));
    }

    public void Dispose()
    {
        _view.Dispose();
        _given.Dispose();
    }
}
