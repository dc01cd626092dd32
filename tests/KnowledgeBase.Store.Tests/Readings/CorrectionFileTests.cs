using System.Text.Json;
using KnowledgeBase.Reports;
using KnowledgeBase.Store.Readings;

namespace KnowledgeBase.Store.Tests.Readings;

public sealed class CorrectionFileTests
{
    [Fact]
    public void Corrections_are_found_by_file_and_number_of_the_report()
    {
        var file = CorrectionFile.Parse("""
            {
              // 审计局的文件
              "corpus/a.txt": { "unit": "清河县审计局", "unitType": "审计" },
              "corpus/a.txt#2": { "year": 2019, "kind": "述职报告" },
              "corpus/a.txt.bak": { "year": 1999 },
            }
            """);
        var all = file.For("corpus/a.txt", 0, 2).Reports;
        Assert.Equal(new Correction { Unit = "清河县审计局", UnitType = UnitType.审计 }, all[0]);
        Assert.Equal(new Correction { Year = 2019, Kind = ReportKind.述职报告 }, all[1]);
        Assert.Equal(2019, Assert.Single(file.For("corpus/a.txt", 1, 5).Reports).Value.Year);
        Assert.Empty(file.For("corpus/a.txt", 2, 5).Reports);
        Assert.Empty(file.For("corpus/b.txt", 0, 9).Reports);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{ "corpus/a.txt": { "colour": "red" } }""")]
    [InlineData("""{ "corpus/a.txt": { "year": "soon" } }""")]
    [InlineData("""{ "corpus/a.txt": { "unitType": "园林" } }""")]
    public void What_is_not_understood_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => CorrectionFile.Parse(json));

    [Fact]
    public void A_change_keeps_the_others_and_the_text_comes_back()
    {
        var file = CorrectionFile.Empty
            .With("corpus/b.txt", 1, correction => correction with { Year = 2020 })
            .With("corpus/a.txt", 2, correction => correction with { Title = "述职报告“一”" })
            .With("corpus/b.txt", 1, correction => correction with { Unit = "教育局" });
        var text = file.ToJson();
        Assert.Contains("述职报告“一”", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf("corpus/a.txt#2", StringComparison.Ordinal) < text.IndexOf("corpus/b.txt", StringComparison.Ordinal));
        var read = CorrectionFile.Parse(text);
        Assert.Equal(new Correction { Year = 2020, Unit = "教育局" }, read.For("corpus/b.txt", 0, 1).Reports[0]);
        Assert.Equal("述职报告“一”", read.For("corpus/a.txt", 0, 2).Reports[1].Title);
    }

    [Fact]
    public void The_first_report_may_be_written_with_its_number_and_is_changed_there()
    {
        var file = CorrectionFile.Parse("""{ "corpus/a.txt#1": { "year": 2020 } }""")
            .With("corpus/a.txt", 1, correction => correction with { Unit = "教育局" });
        Assert.Equal(new Correction { Year = 2020, Unit = "教育局" }, Assert.Single(file.For("corpus/a.txt", 0, 1).Reports).Value);
        Assert.Contains("corpus/a.txt#1", file.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stamp_changes_with_the_file_s_own_corrections_only()
    {
        var before = CorrectionFile.Parse("""{ "corpus/a.txt": { "year": 2020 } }""");
        var other = before.With("corpus/b.txt", 1, correction => correction with { Year = 1999 });
        Assert.Equal(before.StampFor("corpus/a.txt"), other.StampFor("corpus/a.txt"));
        var changed = before.With("corpus/a.txt", 1, correction => correction with { Year = 2021 });
        Assert.NotEqual(before.StampFor("corpus/a.txt"), changed.StampFor("corpus/a.txt"));
        Assert.Equal("", before.StampFor("corpus/c.txt"));
    }
}
