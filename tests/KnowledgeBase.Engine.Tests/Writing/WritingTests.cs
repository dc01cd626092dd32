using System.Text;
using static KnowledgeBase.Engine.Tests.Given;

namespace KnowledgeBase.Engine.Tests.Writing;

public class WritingTests
{
    [Fact]
    public void A_document_comes_back_as_it_was_put()
    {
        using var index = Empty();
        var document = new IndexDocument
        {
            Id = "文档-1",
            Texts = ["正文\ud800\0。", null, ""],
            Keywords = ["problems", null],
            Numbers = [-5],
            Stored = new byte[] { 1, 0, 255 },
        };
        index.Writer.Put(new DocumentGroup { Key = "报告", Attachment = Encoding.UTF8.GetBytes("附件"), Documents = [document] });
        index.Writer.Commit();
        index.Reopen();
        using var snapshot = index.Index.Snapshot();
        var read = snapshot.Read(snapshot.Find("文档-1")!.Value);
        Assert.Equal(document.Texts, read.Texts);
        Assert.Equal(document.Keywords, read.Keywords);
        Assert.Equal(document.Numbers, read.Numbers);
        Assert.Equal(document.Stored.ToArray(), read.Stored.ToArray());
        Assert.Equal("附件", Encoding.UTF8.GetString(snapshot.Attachment("报告")!.Value.Span));
        Assert.Equal("报告", snapshot.GroupOf(snapshot.DocumentsOf("报告").Single()));
    }

    [Fact]
    public void Putting_a_key_again_replaces_the_group()
    {
        using var index = Empty();
        index.Writer.Put(Group("k", Document("1", "防汛"), Document("2", "防汛")));
        index.Writer.Commit();
        index.Writer.Put(Group("k", Document("2", "抗旱")));
        index.Writer.Put(Group("k", Document("2", "抗旱二")));
        index.Writer.Commit();
        Assert.Empty(index.Ids(Text("防汛")));
        Assert.Equal(["2"], index.Ids(Text("抗旱二")));
        Assert.Equal(1, index.Search(new SearchRequest()).TotalHits);
    }

    [Fact]
    public void A_group_without_documents_is_a_durable_record()
    {
        using var index = Empty();
        index.Writer.Put(new DocumentGroup { Key = "raw/b", Attachment = new byte[] { 7 } });
        index.Writer.Put(new DocumentGroup { Key = "raw/a" });
        index.Writer.Put(new DocumentGroup { Key = "other" });
        index.Writer.Commit();
        index.Writer.Delete("raw/a");
        index.Writer.Commit();
        index.Reopen();
        using var snapshot = index.Index.Snapshot();
        Assert.Equal(["raw/b"], snapshot.Groups("raw/"));
        Assert.Equal(["other", "raw/b"], snapshot.Groups());
        Assert.Equal([7], snapshot.Attachment("raw/b")!.Value.ToArray());
        Assert.Null(snapshot.Attachment("raw/a"));
    }

    [Fact]
    public void A_snapshot_stays_as_it_was_while_the_writer_goes_on()
    {
        using var index = Documents(("a", "防汛"));
        using var before = index.Index.Snapshot();
        index.Writer.Delete("a");
        index.Writer.Put(Group("b", Document("b", "防汛")));
        index.Writer.Commit();
        index.Writer.Optimize();
        Assert.Equal("a", before.Read(before.Search(new SearchRequest { Query = Text("防汛") }).Hits.Single().Document).Id);
        Assert.Equal(["b"], index.Ids(Text("防汛")));
    }

    [Fact]
    public void What_was_not_committed_is_gone()
    {
        using var index = Documents(("a", "防汛"));
        index.Writer.Put(Group("b", Document("b", "防汛")));
        Assert.Equal(["a"], index.Ids(Text("防汛")));
        index.Reopen();
        Assert.Equal(["a"], index.Ids(Text("防汛")));
    }

    [Fact]
    public void A_second_writer_is_refused_with_the_holder_named()
    {
        using var index = Empty();
        var refusal = Assert.Throws<IndexLockedException>(() => index.Index.OpenWriter());
        Assert.Contains(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture), refusal.Holder,
            StringComparison.Ordinal);
        index.Writer.Dispose();
        index.Index.OpenWriter().Dispose();
    }

    [Fact]
    public void Another_handle_sees_a_commit_after_a_refresh()
    {
        using var index = Empty();
        using var other = SearchIndex.Open(index.Folder, Schema);
        index.Writer.Put(Group("a", Document("a", "防汛")));
        index.Writer.Commit();
        Assert.True(other.Refresh());
        Assert.False(other.Refresh());
        using var snapshot = other.Snapshot();
        Assert.Equal(1, snapshot.DocumentCount);
    }

    [Fact]
    public void An_id_that_another_group_has_is_refused()
    {
        using var index = Documents(("a", "防汛"));
        Assert.Throws<IndexArgumentException>(() => index.Writer.Put(Group("other", Document("a", "抗旱"))));
        index.Writer.Delete("a");
        index.Writer.Put(Group("other", Document("a", "抗旱")));
        index.Writer.Commit();
        Assert.Equal(["a"], index.Ids(Text("抗旱")));
    }

    [Fact]
    public void A_folder_that_is_no_index_is_refused_and_left_alone()
    {
        var folder = Directory.CreateTempSubdirectory("kb-engine-");
        File.WriteAllText(Path.Combine(folder.FullName, "letter.txt"), "dear");
        Assert.Throws<IndexException>(() => SearchIndex.Open(folder.FullName, Schema));
        Assert.Single(folder.GetFileSystemInfos());
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Other_fields_are_refused()
    {
        using var index = Documents(("a", "防汛"));
        Assert.Throws<IndexVersionException>(() => SearchIndex.Open(index.Folder, Schema with { Numbers = ["month"] }));
    }

    [Fact]
    public void A_copy_is_the_snapshot_s_commit_whatever_the_writer_does_meanwhile()
    {
        using var given = Documents(("a", "防汛抗旱"), ("b", "学习形式单一"));
        var copy = given.Folder + "-copy";
        using (var snapshot = given.Index.Snapshot())
        {
            given.Writer.Delete("a");
            given.Writer.Put(Group("c", Document("c", "防汛抗旱")));
            given.Writer.Commit();
            snapshot.CopyTo(copy);
            Assert.Throws<IndexStorageException>(() => snapshot.CopyTo(copy));
        }

        Assert.Empty(SearchIndex.Check(copy, TestContext.Current.CancellationToken).Damages);
        using (var opened = SearchIndex.Open(copy, Schema))
        using (var copied = opened.Snapshot())
        {
            var found = copied.Search(new SearchRequest { Query = Text("防汛抗旱") }).Hits.Select(hit => copied.IdOf(hit.Document));
            Assert.Equal(["a"], found);
        }

        Directory.Delete(copy, recursive: true);
    }

    [Fact]
    public void An_index_after_many_commits_and_merges_holds_every_rule()
    {
        using var index = Empty(new IndexOptions { WriteBufferBytes = 200_000 });
        var random = new Random(20_261_121);
        var expected = new Dictionary<string, string>();
        for (var i = 0; i < 600; i++)
        {
            var key = $"k{random.Next(200)}";
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => "防汛抗旱工作，ab１"[random.Next(10)]));
            if (random.Next(5) == 0)
            {
                index.Writer.Delete(key);
                expected.Remove(key);
            }
            else
            {
                index.Writer.Put(Group(key, Document(key, text, "标题防汛", year: i)));
                expected[key] = text;
            }

            if (random.Next(10) == 0)
                index.Writer.Commit();
        }

        index.Writer.Commit();
        foreach (var phrase in (string[])["防汛", "汛抗旱", "b1", "，", "作，a"])
            Assert.Equal(
                expected.Where(e => (e.Value.Replace('１', '1').Replace('，', ',') + "|标题防汛")
                    .Contains(phrase.Replace('，', ','), StringComparison.Ordinal)).Select(e => e.Key).Order(),
                index.Ids(Text(phrase)).Order());
        var check = SearchIndex.Check(index.Folder);
        Assert.Empty(check.Damages);
        Assert.Equal(expected.Count, check.Documents);
        var before = index.Ids(Text("防汛工作", TextMatch.Any));
        index.Writer.Optimize();
        Assert.Equal(before, index.Ids(Text("防汛工作", TextMatch.Any)));
        Assert.Empty(SearchIndex.Check(index.Folder).Damages);
    }
}
