using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Trends;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Lookups.Tests.Trends;

public sealed class WordingTrendTests : IDisposable
{
    private static readonly string[] Units = ["清河县审计局", "青溪县教育局", "临江县水利局", "云岭县财政局"];

    private readonly Given _given = new();
    private readonly CollectionView _view;

    public WordingTrendTests()
    {
        for (var year = 2016; year <= 2023; year++)
            foreach (var (unit, number) in Units.Select((unit, number) => (unit, number)))
                if (year != 2019)
                    _given.File($"{unit}{year}.txt", Some.Report(unit, year, year switch
                    {
                        <= 2017 => $"帮扶不实。精准扶贫台账更新第{number}次才齐，{year}年精准扶贫资金到账慢。",
                        2018 when number == 0 => "帮扶不实。精准扶贫台账更新慢。",
                        >= 2021 => $"帮扶不实。“乡村振兴”台账更新第{number}次才齐。",
                        _ => $"帮扶不实。台账更新第{number}次才齐。",
                    }));
        _view = _given.View();
    }

    [Fact]
    public void Counts_of_each_year_equal_a_scan()
    {
        var trend = Of("精准扶贫");
        Assert.Equal(Enumerable.Range(2016, 8), trend.Years.Select(year => year.Year));
        foreach (var year in trend.Years)
        {
            var (passages, reports, all) = (0, 0, 0);
            for (var report = 0; report < _view.Reports.Count; report++)
            {
                if (_view.Reports[report].Year != year.Year)
                    continue;
                var having = Enumerable.Range(0, _view.Reports[report].PassageCount)
                    .Count(passage => _view.Read(report, passage).Text.Contains("精准扶贫", StringComparison.Ordinal));
                (passages, reports, all) = (passages + having, reports + (having > 0 ? 1 : 0), all + 1);
            }

            Assert.Equal((passages, reports, all), (year.Passages, year.Reports, year.AllReports));
        }

        Assert.Equal(new TrendSpan(2016, 2016, 2018, 9, 4), trend.Span);
    }

    [Fact]
    public void Unit_types_and_filters_have_their_own_first_peak_and_last_year()
    {
        var types = Of("精准扶贫").UnitTypes.ToDictionary(entry => entry.Type!.Value, entry => entry.Span);
        Assert.Equal((2018, 3), (types[UnitType.审计].Last, types[UnitType.审计].Reports));
        Assert.Equal((2017, 2), (types[UnitType.教育].Last, types[UnitType.教育].Reports));
        var later = WordingTrend.Of(_view, "精准扶贫", new PassageFilter { Years = [(2018, 2023)] }, CancellationToken.None);
        Assert.Equal(new TrendSpan(2018, 2018, 2018, 1, 1), later.Span);
        Assert.Equal(new TrendSpan(null, null, null, 0, 0), Of("从未有过").Span);
    }

    [Fact]
    public void A_wording_out_of_use_is_noted_with_what_the_same_units_write_now()
    {
        const string Draft = "全年扎实推进精准扶贫台账更新。台账更新齐全。";
        var found = Assert.Single(new RetiredWordings(_view, PassageFilter.None, CancellationToken.None).Find(Draft));
        Assert.Contains("精准扶贫", Draft.Substring(found.Start, found.Length), StringComparison.Ordinal);
        Assert.Equal("乡村振兴", Assert.Single(found.NewWordings).Text);
        Assert.All(found.Now, place => Assert.True(_view.Reports[place.Report].Year >= 2022));
        Assert.Empty(new RetiredWordings(_view, PassageFilter.None, CancellationToken.None).Find("台账更新、“乡村振兴”。"));
    }

    public void Dispose()
    {
        _view.Dispose();
        _given.Dispose();
    }

    private WordingTrend Of(string wording) => WordingTrend.Of(_view, wording, PassageFilter.None, CancellationToken.None);
}
