using KnowledgeBase.Engine;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Store.Tests.Catalog;

public sealed class KnowledgeStoreTests : IDisposable
{
    private static readonly string One = Given.Hash("11");
    private static readonly string Two = Given.Hash("22");

    private readonly TemporaryFolder _home = new();

    private string Folder => _home.At("index");

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_new_folder_holds_no_files_and_says_so()
    {
        using var store = new KnowledgeStore(Folder);
        using (var writer = store.OpenWriter())
            writer.Commit();
        Assert.Empty(store.Catalog.Files);
        Assert.Equal("0 files, 0 reports, 0 passages; 0 files without a report", store.Describe());
        Assert.Null(store.Damage);
        Assert.Equal("", store.LearnedMarks);
    }

    [Fact]
    public void What_is_committed_is_there_after_a_restart_and_what_is_not_is_not()
    {
        using (var store = new KnowledgeStore(Folder))
        using (var writer = store.OpenWriter())
        {
            Store(writer, "corpus/a.txt", Given.Record(One));
            writer.StoreLearnedMarks("青墨书阁");
            writer.Commit();
            Store(writer, "corpus/b.txt", Given.Record(Two, "师资力量薄弱"));
        }

        using var again = new KnowledgeStore(Folder);
        again.Open();
        Assert.Equal(["corpus/a.txt"], again.Catalog.Files.Select(file => file.SourcePath));
        Assert.Equal("青墨书阁", again.LearnedMarks);
        Assert.Single(Found(again, "学习形式单一"));
        Assert.Empty(Found(again, "师资力量薄弱"));
    }

    [Fact]
    public void Storing_the_same_reading_twice_is_storing_it_once()
    {
        using var store = new KnowledgeStore(Folder);
        using var writer = store.OpenWriter();
        Store(writer, "corpus/a.txt", Given.Record(One));
        writer.Commit();
        var before = store.Describe();
        Store(writer, "corpus/a.txt", Given.Record(One));
        writer.Commit();
        Assert.Equal(before, store.Describe());
    }

    [Fact]
    public void A_report_goes_with_the_last_file_that_holds_it()
    {
        using var store = new KnowledgeStore(Folder);
        using var writer = store.OpenWriter();
        var record = Given.Record(One);
        Store(writer, "corpus/a.txt", record);
        Store(writer, "corpus/copy.txt", record);
        writer.Commit();
        Assert.Equal(["corpus/a.txt", "corpus/copy.txt"], store.Catalog.WithHash(One).Select(file => file.SourcePath));
        writer.Remove("corpus/a.txt");
        writer.Remove("corpus/never-there.txt");
        writer.Commit();
        Assert.Single(Found(store, "学习形式单一"));
        writer.Remove("corpus/copy.txt");
        writer.Commit();
        Assert.Empty(Found(store, "学习形式单一"));
        Assert.Empty(store.Catalog.Files);
        Assert.Empty(store.Catalog.WithHash(One));
        using var snapshot = store.Snapshot();
        Assert.Null(snapshot.Attachment(ReportRecord.SignatureKeyOf(record.Id)));
    }

    [Fact]
    public void A_file_whose_bytes_have_changed_gives_its_new_reports_alone()
    {
        using var store = new KnowledgeStore(Folder);
        using var writer = store.OpenWriter();
        Store(writer, "corpus/a.txt", Given.Record(One), Given.Record(One, "制度执行不严", ordinal: 2));
        writer.Commit();
        Store(writer, "corpus/a.txt", Given.Record(Two, "师资力量薄弱"));
        writer.Commit();
        Assert.Empty(Found(store, "学习形式单一"));
        Assert.Empty(Found(store, "制度执行不严"));
        Assert.Single(Found(store, "师资力量薄弱"));
        Assert.Empty(store.Catalog.WithHash(One));
    }

    [Fact]
    public void A_reader_in_another_process_sees_a_commit_when_it_refreshes_and_a_second_writer_is_refused()
    {
        using var store = new KnowledgeStore(Folder);
        using var writer = store.OpenWriter();
        writer.Commit();
        using var reader = new KnowledgeStore(Folder);
        reader.Open();
        Assert.Throws<IndexLockedException>(() => reader.OpenWriter());
        Assert.False(reader.Refresh());
        Store(writer, "corpus/a.txt", Given.Record(One));
        Assert.False(reader.Refresh());
        writer.Commit();
        Assert.Empty(reader.Catalog.Files);
        Assert.True(reader.Refresh());
        Assert.Single(reader.Catalog.Files);
        Assert.Single(Found(reader, "学习形式单一"));
    }

    [Fact]
    public void While_this_process_writes_a_refresh_drops_nothing_that_waits_for_its_commit()
    {
        using var store = new KnowledgeStore(Folder);
        using var writer = store.OpenWriter();
        Store(writer, "corpus/a.txt", Given.Record(One));
        Assert.False(store.Refresh());
        Assert.NotNull(store.Catalog.At("corpus/a.txt"));
    }

    [Fact]
    public void After_a_writer_that_did_not_commit_the_catalogue_is_read_from_the_index_again()
    {
        using var store = new KnowledgeStore(Folder);
        using (var writer = store.OpenWriter())
        {
            writer.Commit();
            Store(writer, "corpus/a.txt", Given.Record(One));
        }

        using var next = store.OpenWriter();
        Assert.Null(store.Catalog.At("corpus/a.txt"));
    }

    [Fact]
    public void An_index_that_cannot_be_opened_says_what_is_damaged_and_what_to_do_and_is_tried_again()
    {
        WriteTwoFiles();
        var manifest = Assert.Single(Directory.GetFiles(Folder, "manifest*"));
        var bytes = File.ReadAllBytes(manifest);
        File.WriteAllText(manifest, "damaged");
        using var store = new KnowledgeStore(Folder);
        Assert.Throws<IndexDamagedException>(store.Open);
        Assert.Contains("indexer rebuild", store.Damage, StringComparison.Ordinal);
        Assert.False(store.IsOpen);
        Assert.Throws<IndexDamagedException>(store.ThrowIfDamaged);

        // As a rebuild puts it back; the next attempt comes a second after the last one.
        File.WriteAllBytes(manifest, bytes);
        Assert.True(SpinWait.SpinUntil(Opens, TimeSpan.FromMinutes(3)));
        Assert.Null(store.Damage);
        Assert.Equal(2, store.Catalog.Files.Count);

        bool Opens()
        {
            try
            {
                store.Open();
                return true;
            }
            catch (IndexDamagedException)
            {
                return false;
            }
        }
    }

    [Fact]
    public void Damage_that_a_reader_meets_stops_the_writer_and_what_can_be_read_is_served()
    {
        WriteTwoFiles();
        var segment = Directory.GetFiles(Folder, "segment-*").MaxBy(file => new FileInfo(file).Length)!;
        var bytes = File.ReadAllBytes(segment);
        for (var at = 100; at < bytes.Length; at += 2_000)
            bytes[at] ^= 1;
        File.WriteAllBytes(segment, bytes);
        using var store = new KnowledgeStore(Folder);
        store.Open();
        Assert.True(store.IsOpen);

        _ = Found(store, "学习形式单一");
        Assert.Contains("segment-", store.Damage, StringComparison.Ordinal);
        Assert.Throws<IndexDamagedException>(() => store.OpenWriter());
        Assert.Throws<IndexDamagedException>(() => store.OpenWriter());
        Assert.NotNull(store.Describe());
    }

    [Fact]
    public void A_folder_of_somebody_else_s_files_is_refused_and_left_as_it_is()
    {
        _home.Write("index/thesis.txt", "precious");
        using var store = new KnowledgeStore(Folder);
        Assert.ThrowsAny<IndexException>(store.Open);
        Assert.Null(store.Damage);
        Assert.Equal(["thesis.txt"], Directory.GetFileSystemEntries(Folder).Select(Path.GetFileName));
    }

    private void WriteTwoFiles()
    {
        using var store = new KnowledgeStore(Folder);
        using var writer = store.OpenWriter();
        Store(writer, "corpus/a.txt", Given.Record(One));
        Store(writer, "corpus/b.txt", Given.Record(Two, "师资力量薄弱"));
        writer.Commit();
    }

    private static void Store(IReadingWriter writer, string sourcePath, params ReportRecord[] reports) =>
        writer.Store(Given.File(sourcePath, reports[0].FileHash, reports), reports);

    private static IReadOnlyList<string> Found(KnowledgeStore store, string words)
    {
        using var snapshot = store.Snapshot();
        var result = snapshot.Search(new SearchRequest { Query = new Query.Text(words, TextMatch.Phrase), Collapse = true, Limit = 100 });
        return [.. result.Hits.Select(hit => ReportRecord.IdOf(snapshot.GroupOf(hit.Document)))];
    }
}
