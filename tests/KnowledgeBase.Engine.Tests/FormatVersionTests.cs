using static KnowledgeBase.Engine.Tests.Given;

namespace KnowledgeBase.Engine.Tests;

/// <summary>Every released version of the format has an index in fixtures/, and this program still reads it.</summary>
public class FormatVersionTests
{
    [Theory]
    [InlineData("index-version-1")]
    [InlineData("index-manifest-2")]
    [InlineData("index-segment-2")]
    [InlineData("index-segment-3")]
    public void An_index_of_each_version_opens_and_answers(string fixture) => Answers(At(fixture));

    /// <summary>
    /// The fixture is what <see cref="Make"/> wrote when version 1 was current; a later version keeps the calls and makes a folder of its
    /// own.
    /// </summary>
    [Fact]
    public void An_index_that_the_current_version_makes_of_the_same_calls_answers_alike()
    {
        var folder = Directory.CreateTempSubdirectory("kb-engine-").FullName;
        Make(folder);
        Answers(folder);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Segments_of_version_1_get_the_terms_of_the_current_version_when_they_are_merged()
    {
        var folder = Directory.CreateTempSubdirectory("kb-engine-").FullName;
        foreach (var file in Directory.GetFiles(At("index-version-1")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        using (var index = SearchIndex.Open(folder, Schema))
        {
            using var writer = index.OpenWriter();
            writer.Put(Group("new", Document("new", "學習形式單一。第五條")));
            writer.Commit();
            using (var before = index.Snapshot())
                Assert.Equal(1, before.Search(new SearchRequest { Query = Text("学习形式单一。第五条") }).TotalHits);
            writer.Optimize();
            using var after = index.Snapshot();
            Assert.Equal(2, after.Search(new SearchRequest { Query = Text("学习形式单一。第五条") }).TotalHits);
        }

        Assert.Empty(SearchIndex.Check(folder).Damages);
        Directory.Delete(folder, recursive: true);
    }

    private static void Answers(string folder)
    {
        using var index = SearchIndex.Open(folder, Schema);
        using var snapshot = index.Snapshot();
        Assert.Equal(4, snapshot.Generation);
        Assert.Equal(201, snapshot.DocumentCount);
        Assert.Equal(["report-0", "report-1", "report-2"], snapshot.Groups());
        Assert.Equal([9, 8], snapshot.Attachment("report-2")!.Value.ToArray());
        Assert.All(["deleted", "deleted-0", "deleted-1"], id => Assert.Null(snapshot.Find(id)));

        var result = snapshot.Search(new SearchRequest
        {
            Query = new Query.And([Text("学习形式单一"), new Query.Not(Text("第150条"))]),
            Facets = [new FacetRequest("section"), new FacetRequest("year")],
        });
        Assert.Equal(199, result.TotalHits);
        Assert.Equal([new("plans", 100), new("problems", 99)], result.Facets["section"]);
        Assert.Equal("report-0/0", snapshot.Read(result.Hits[0].Document).Id);
        Assert.Equal(["一、学习形式单一。第0条，ＡＩ\ud800。", "学习形式", null], snapshot.Read(result.Hits[0].Document).Texts);
        Assert.Equal(2, snapshot.Search(new SearchRequest { FoldOn = "text" }).TotalHits);
        Assert.Equal(2, Ids(snapshot, Text("唯一的防汛")).Length + Ids(snapshot, Text("第7条", TextMatch.Exact)).Length);
    }

    [Theory]
    [InlineData("index-version-1")]
    [InlineData("index-manifest-2")]
    [InlineData("index-segment-2")]
    [InlineData("index-segment-3")]
    public void An_index_of_each_version_passes_the_check(string fixture) => Assert.Empty(SearchIndex.Check(At(fixture)).Damages);

    [Fact]
    public void An_index_made_with_other_character_tables_is_refused()
    {
        using var folder = new KnowledgeBase.Engine.Proofs.TemporaryFolder();
        Make(folder.Folder);
        var path = folder.At("manifest");
        var bytes = File.ReadAllBytes(path);
        // The checksum of the analysis follows the header, the generation and the next number.
        bytes[32] ^= 1;
        BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 4), Engine.Codecs.Checksum.Of(bytes.AsSpan(..^4)));
        File.WriteAllBytes(path, bytes);
        var refusal = Assert.Throws<IndexVersionException>(() => SearchIndex.Open(folder.Folder, Schema));
        Assert.Contains("character tables", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Merging_an_index_of_version_1_makes_one_of_the_current_version()
    {
        using var folder = new KnowledgeBase.Engine.Proofs.TemporaryFolder();
        foreach (var file in Directory.GetFiles(At("index-version-1")))
            File.Copy(file, folder.At(Path.GetFileName(file)));
        using (var index = SearchIndex.Open(folder.Folder, Schema))
        using (var writer = index.OpenWriter())
        {
            writer.Optimize();
            using var snapshot = index.Snapshot();
            Assert.All(snapshot.View.Segments, segment => Assert.True(segment.Reader.AttachmentsAreCompressed));
            Assert.All(snapshot.View.Segments, segment => Assert.NotNull(segment.Reader.Signatures));
            Assert.Equal([9, 8], snapshot.Attachment("report-2")!.Value.ToArray());
            Assert.Equal(["一、学习形式单一。第7条，ＡＩ\ud800。", "学习形式", null], snapshot.Read(snapshot.Find("report-0/7")!.Value).Texts);
        }

        Assert.Empty(SearchIndex.Check(folder.Folder).Damages);
    }

    private static string At(string fixture) => Repository.At("tests", "KnowledgeBase.Engine.Tests", "fixtures", fixture);

    private static void Make(string folder)
    {
        using var index = SearchIndex.Open(folder, Schema);
        using var writer = index.OpenWriter();
        for (var report = 0; report < 2; report++)
        {
            writer.Put(Group($"report-{report}", [.. Enumerable.Range(report * 100, 100).Select(i => Document(
                $"report-{report}/{i}", $"一、学习形式单一。第{i}条，ＡＩ\ud800。", "学习形式", i % 2 == 0 ? "problems" : "plans", "某镇", 2020 + report))]));
            writer.Put(Group($"gone-{report}", Document($"deleted-{report}", "不会再来")));
            writer.Commit();
        }

        writer.Put(Group("report-2", Document("deleted", "不会再来")));
        writer.Delete("gone-1");
        writer.Commit();
        writer.Delete("gone-0");
        writer.Put(new DocumentGroup
        {
            Key = "report-2",
            Attachment = new byte[] { 9, 8 },
            Documents = [Document("only", "唯一的防汛", year: 2026)]
        });
        writer.Commit();
    }

    private static string[] Ids(Snapshot snapshot, Query query) =>
        [.. snapshot.Search(new SearchRequest { Query = query }).Hits.Select(hit => snapshot.Read(hit.Document).Id)];
}
