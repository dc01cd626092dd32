using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Trends;

namespace KnowledgeBase.Lookups.Tests.Trends;

/// <summary>What is named as retired is what the rule says, applied to every wording of a draft by a plain count of its years.</summary>
public sealed class RetiredWordingsTests : IDisposable
{
    private const int Seed = 3;
    private const int FirstYear = 2014;
    private const int LastYear = 2023;
    private static readonly string[] Places = ["清河", "青溪", "临江", "云岭", "锦湖", "柳河", "望湖"];

    /// <summary>Each with the years in which reports write it.</summary>
    private static readonly (string Name, int From, int To, int Late)[] Campaigns =
        [("精准扶贫", 2014, 2018, 0), ("商事制度", 2015, 2019, 1), ("乡村振兴", 2018, 2023, 7), ("河长制度", 2014, 2023, 7), ("主题教育", 2014, 2016, 3)];

    private readonly Given _given = new();
    private readonly CollectionView _view;

    public RetiredWordingsTests()
    {
        var random = new Random(Seed);
        for (var year = FirstYear; year <= LastYear; year++)
            for (var place = 0; place < Places.Length; place++)
                _given.File($"{place}-{year}.txt", Some.Report($"{Places[place]}县审计局", year, [.. Campaigns
                    .Where(one => (year >= one.From && year <= one.To && random.Next(4) > 0) || (year == LastYear && place < one.Late))
                    .Select(one => $"推进不够快。“{one.Name}”台账第{random.Next(99)}次才齐。"), "做事不够细。台账补了又补。"]));
        _view = _given.View();
    }

    [Fact]
    public void The_retired_wordings_of_a_draft_are_those_of_the_rule()
    {
        var draft = string.Concat(Campaigns.Select(one => $"扎实推进“{one.Name}”各项工作，台账补了又补。"));
        var found = new RetiredWordings(_view, PassageFilter.None, CancellationToken.None).Find(draft)
            .Select(one => draft.Substring(one.Start, one.Length)).ToList();
        Assert.Equal(
            DraftWordings.Of(draft).Select(one => one.Text)
                .Where(text => Campaigns.Any(one => one.Name == text) && IsRetired(text))
                .Order(StringComparer.Ordinal),
            found.Order(StringComparer.Ordinal));
        Assert.Contains("精准扶贫", found);
        Assert.Contains("商事制度", found);
        Assert.DoesNotContain("河长制度", found);
        Assert.DoesNotContain("主题教育", found);
    }

    public void Dispose()
    {
        _view.Dispose();
        _given.Dispose();
    }

    private bool IsRetired(string text)
    {
        var trend = WordingTrend.Of(_view, text, PassageFilter.None, CancellationToken.None);
        if (trend.Span.Peak is not { } peak || trend.Span.Units < 3 || peak > LastYear - 2)
            return false;
        var (recent, left) = (2 * Places.Length, trend.Years.Where(year => year.Year >= LastYear - 1).Sum(year => year.Reports));
        var best = trend.Years.Single(year => year.Year == peak);
        var expected = (double)best.Reports / best.AllReports * recent;
        var late = trend.Years.Where(year => year.Year >= LastYear - 1).Sum(year => year.Passages);
        return expected >= 3 && left <= expected / 7 && late * 2 < trend.Passages.Count;
    }
}
