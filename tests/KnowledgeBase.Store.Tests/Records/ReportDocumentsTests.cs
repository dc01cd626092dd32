using System.Text;
using KnowledgeBase.Engine;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Store.Tests.Records;

public sealed class ReportDocumentsTests
{
    private static readonly string Hash = Given.Hash("ab12");

    [Fact]
    public void A_report_comes_back_from_its_group_as_it_was_stored()
    {
        var record = Given.Record(Hash) with { Entry = "2023/审计局.txt" };
        var group = ReportDocuments.ToGroup(record);
        Assert.Equal("report:ab12000000000000-1", group.Key);
        var read = ReportRecord.FromBytes(group.Attachment.Span);
        Assert.Equal((record.Id, record.FileHash, record.Ordinal, record.Entry), (read.Id, read.FileHash, read.Ordinal, read.Entry));
        Assert.Equal(record.ToBytes(), read.ToBytes());
        Assert.Equal(record.Report.Text, read.Report.Text);
        Assert.Equal(record.Report.Unit, read.Report.Unit);
        Assert.Contains("清河县审计局", Encoding.UTF8.GetString(record.ToBytes()), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_passage_is_a_document_with_the_report_s_fields_and_its_own_place()
    {
        var record = Given.Record(Hash);
        var passages = ReportDocuments.ToGroup(record).Documents.Select(PassageDocument.From).ToList();
        Assert.Equal(ReportDocuments.PassageCount(record), passages.Count);
        Assert.Equal(Enumerable.Range(1, passages.Count).Select(i => $"{record.Id}-{i}"), passages.Select(passage => passage.Id));
        var problem = Assert.Single(passages, passage => passage.Section == "存在问题");
        Assert.Equal("学习形式单一", problem.Heading);
        Assert.Equal(("清河县审计局", "审计", "工作总结", 2023), (problem.Unit, problem.UnitType, problem.Kind, problem.Year));
        Assert.Equal(problem.Text, record.Report.Text.Substring(problem.Location.Start, problem.Location.Length));
    }

    [Fact]
    public void What_a_report_does_not_say_stays_unknown()
    {
        var record = Given.Record(Hash);
        record = record with { Report = record.Report with { Unit = null, UnitType = null, Year = null, Kind = null, Source = null } };
        var passage = PassageDocument.From(ReportDocuments.ToGroup(record).Documents[0]);
        Assert.Equal((null, null, null, null, (int?)null), (passage.Unit, passage.UnitType, passage.Kind, passage.Source, passage.Year));
    }

    [Fact]
    public void A_passage_comes_back_from_its_document_field_by_field()
    {
        var passage = new PassageDocument
        {
            Id = "r-1",
            Text = "正文。",
            Heading = "标题",
            Title = "报告",
            Section = "存在问题",
            Unit = "审计局",
            UnitType = "审计",
            Kind = "工作总结",
            Source = "某网",
            Year = 2023,
            Topic = "党建",
            Location = new PassageRecord(["二、存在问题"], 1, 2, 3, 4, ["党费"]),
        };
        var read = PassageDocument.From(passage.ToIndexDocument());
        Assert.Equal(["二、存在问题"], read.Location.HeadingPath);
        Assert.Equal(["党费"], read.Location.TopicEvidence);
        Assert.Equal(passage with { Location = read.Location }, read);
        Assert.Equal((1, 2, 3, 4), (read.Location.Start, read.Location.Length, read.Location.RawStart, read.Location.RawLength));
    }

    [Fact]
    public void Text_fields_are_asked_for_by_name_and_others_are_refused()
    {
        var passage = PassageDocument.From(ReportDocuments.ToGroup(Given.Record(Hash)).Documents[0]);
        Assert.Equal(passage.Text, passage.TextOf(PassageSchema.Text));
        Assert.Equal(passage.Unit, passage.TextOf(PassageSchema.UnitText));
        Assert.Contains(
            "year", Assert.Throws<ArgumentException>(() => passage.TextOf(PassageSchema.Year)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_and_weights_of_the_fields_are_those_that_indexes_hold()
    {
        var schema = PassageSchema.Schema;
        Assert.Equal(
            [new TextField("text"), new TextField("heading.text", 2), new TextField("title", 0.5), new TextField("unit.text", 0.5)],
            schema.Texts);
        Assert.Equal(["section", "unitType", "unit", "kind", "source", "heading", "topic"], schema.Keywords);
        Assert.Equal(["year"], schema.Numbers);
    }

    [Fact]
    public void Ids_and_keys_follow_from_the_bytes()
    {
        Assert.Equal("ab12000000000000-2", ReportRecord.IdFor(Hash, 2));
        Assert.Equal("signature:x-1", ReportRecord.SignatureKeyOf("x-1"));
        Assert.Equal("x-1", ReportRecord.IdOf(ReportRecord.KeyOf("x-1")));
        Assert.Equal("x-1-3", ReportDocuments.PassageId("x-1", 3));
    }
}
