using KnowledgeBase.Engine;
using KnowledgeBase.Store.Backups;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.SavedSearches;
using KnowledgeBase.Store.Settings;

namespace KnowledgeBase.Store.Tests.Backups;

/// <summary>A backup is the whole installation as it was, or it is none.</summary>
public sealed class BackupTests : IDisposable
{
    private const int Seed = 20261121;

    private static readonly string[] Problems =
        ["学习形式单一", "师资力量薄弱", "监管责任落实不到位", "干部队伍年龄结构老化", "项目推进缓慢", "宣传力度不够", "台账资料不规范", "基层基础薄弱"];

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Ten_thousand_queries_are_answered_alike_after_a_restore_into_an_empty_folder()
    {
        var from = Installation(reports: 60);
        Backup(from);
        var to = At("other");
        BackupReader.Restore(_home.At("backup"), to, CancellationToken.None);

        using var before = new KnowledgeStore(from.Index);
        using var after = new KnowledgeStore(to.Index);
        using var old = before.Snapshot();
        using var restored = after.Snapshot();
        var random = new Random(Seed);
        for (var i = 0; i < 10_000; i++)
        {
            var request = Request(random);
            Assert.True(Answer(old, request) == Answer(restored, request), $"seed {Seed}, query {i}: {request.Query}");
        }
    }

    [Fact]
    public void Everything_that_an_installation_consists_of_comes_back_with_its_times()
    {
        var from = Installation(reports: 2);
        new SavedSearchFolder(_home.At("here", "data", "saved-searches")).RecordArrivals(["a-1", "b-1"]);
        var written = Backup(from).Manifest;
        var to = At("other");
        var (_, kept) = BackupReader.Restore(_home.At("backup"), to, CancellationToken.None);

        Assert.Empty(kept);
        Assert.True(written.HasCorpus);
        Assert.Equal("{}", File.ReadAllText(to.Corrections));
        Assert.Equal("某某材料铺", File.ReadAllText(to.Marks));
        Assert.Equal("keys", File.ReadAllText(to.Keys));
        Assert.Equal("audit", File.ReadAllText(to.Audit));
        Assert.Equal(["b-1"], new SavedSearchFolder(_home.At("other", "data", "saved-searches")).Arrivals(1, 10));
        var upload = Path.Combine(to.Uploads, "0123456789abcdef-b.txt");
        Assert.Equal("upload", File.ReadAllText(upload));
        Assert.Equal(File.GetLastWriteTimeUtc(Path.Combine(from.Corpus, "2023", "0.txt")), File.GetLastWriteTimeUtc(
            Path.Combine(to.Corpus, "2023", "0.txt")));
        Assert.Equal(new RecordedFolders(to.Corpus, to.Uploads), new IndexedFolders(to.Index).Read());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(to.Keys));
        Assert.DoesNotContain(
            Directory.EnumerateFileSystemEntries(_home.At("other"), "*", SearchOption.AllDirectories),
            path => path.Contains("restoring", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backup_beside_a_writer_is_one_commit_and_nobody_waits()
    {
        var from = Installation(reports: 4);
        using var store = new KnowledgeStore(from.Index);
        using var writer = store.OpenWriter();
        using var ended = new CancellationTokenSource();
        var commits = 0;
        var writing = Task.Run(() =>
        {
            // The two reports of a pair stand in the index together, with the same problem, or not at all.
            for (var i = 0; !ended.IsCancellationRequested; i++)
            {
                foreach (var name in new[] { "one", "two" })
                {
                    var record = Given.Record(Given.Hash($"{(name == "one" ? "a" : "b")}{i % 7:x}"), $"{Problems[i % 8]}第{i}次");
                    writer.Store(Given.File($"corpus/{name}-{i % 7}.txt", record.FileHash, record), [record]);
                }

                writer.Commit();
                Interlocked.Increment(ref commits);
            }
        });
        for (var i = 0; i < 5; i++)
        {
            var seen = Volatile.Read(ref commits);
            while (Volatile.Read(ref commits) < seen + 3)
                await Task.Delay(1, TestContext.Current.CancellationToken);
            BackupWriter.Write(from, _home.At($"backup-{i}"), withCorpus: false, Now, CancellationToken.None);
        }

        await ended.CancelAsync();
        await writing;
        for (var i = 0; i < 5; i++)
        {
            var to = At($"other-{i}");
            BackupReader.Restore(_home.At($"backup-{i}"), to, CancellationToken.None);
            using var restored = new KnowledgeStore(to.Index);
            restored.Open();
            var texts = restored.Catalog.Files.ToDictionary(file => file.SourcePath, file => ProblemOf(restored, file));
            foreach (var (path, text) in texts.Where(pair => pair.Key.StartsWith("corpus/one", StringComparison.Ordinal)))
                Assert.Equal(text, texts[path.Replace("one", "two", StringComparison.Ordinal)]);
        }
    }

    [Fact]
    public void A_backup_that_was_cut_short_is_taken_for_none()
    {
        var from = Installation(reports: 2);
        Backup(from);
        var backup = _home.At("backup");
        File.Delete(Path.Combine(backup, BackupManifest.FileName));
        var refused = Assert.Throws<InvalidDataException>(() => BackupReader.Restore(backup, At("other"), CancellationToken.None));
        Assert.Contains("no finished backup", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_home.At("other")));

        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => BackupWriter.Write(from, _home.At("second"), true, Now, cancelled.Token));
        Assert.False(File.Exists(_home.At("second", BackupManifest.FileName)));
    }

    [Theory]
    [InlineData("index/manifest")]
    [InlineData("corpus/2023/0.txt")]
    [InlineData("keys.json")]
    [InlineData("refusals.json")]
    public void A_file_that_has_changed_or_is_missing_is_named_and_nothing_is_restored(string name)
    {
        Backup(Installation(reports: 1));
        var path = _home.At(["backup", .. name.Split('/')]);
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        var changed =
            Assert.Throws<InvalidDataException>(() => BackupReader.Restore(_home.At("backup"), At("other"), CancellationToken.None));
        Assert.Contains(name, changed.Message, StringComparison.Ordinal);
        File.Delete(path);
        var missing = Assert.Throws<InvalidDataException>(() => BackupReader.Verify(_home.At("backup"), CancellationToken.None));
        Assert.Contains(name, missing.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_home.At("other")));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("corpus/../../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("elsewhere/a.txt")]
    [InlineData("backup.json")]
    public void A_manifest_that_names_what_no_backup_has_is_refused(string name)
    {
        Backup(Installation(reports: 1));
        var path = _home.At("backup", BackupManifest.FileName);
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"corpus/2023/0.txt\"", $"\"{name}\"", StringComparison.Ordinal));
        Assert.Throws<InvalidDataException>(() => BackupReader.Restore(_home.At("backup"), At("other"), CancellationToken.None));
        Assert.False(Directory.Exists(_home.At("other")));
    }

    [Fact]
    public void Nothing_is_overwritten_and_keys_and_corpus_that_are_there_stay()
    {
        var from = Installation(reports: 1);
        Backup(from);
        Assert.Throws<IOException>(() => Backup(from));
        Assert.Throws<IOException>(() => BackupReader.Restore(_home.At("backup"), from, CancellationToken.None));

        var to = At("other");
        _home.Write("other/data/keys.json", "revoked");
        _home.Write("other/corpus/mine.txt", "mine");
        var (_, kept) = BackupReader.Restore(_home.At("backup"), to, CancellationToken.None);
        Assert.Equal([to.Corpus, to.Keys], kept);
        Assert.Equal("revoked", File.ReadAllText(to.Keys));
        Assert.Equal(["mine.txt"], Directory.GetFileSystemEntries(to.Corpus).Select(Path.GetFileName));
    }

    [Fact]
    public void A_damaged_index_gives_no_backup()
    {
        var from = Installation(reports: 3);
        var segment = Directory.GetFiles(from.Index, "segment-*")[0];
        var bytes = File.ReadAllBytes(segment);
        bytes[bytes.Length / 3] ^= 1;
        File.WriteAllBytes(segment, bytes);
        Assert.Throws<IndexDamagedException>(() => Backup(from));
        Assert.False(File.Exists(_home.At("backup", BackupManifest.FileName)));
    }

    [Fact]
    public void A_backup_among_the_raw_files_is_refused()
    {
        var from = Installation(reports: 1);
        Assert.Throws<IOException>(
            () => BackupWriter.Write(from, Path.Combine(from.Corpus, "backup"), true, Now, CancellationToken.None));
    }

    private (BackupManifest Manifest, IReadOnlyList<string> LeftOut) Backup(BackupLocations from) =>
        BackupWriter.Write(from, _home.At("backup"), withCorpus: true, Now, CancellationToken.None);

    private BackupLocations At(string name) => BackupLocations.Of(
        _home.At(name, "data", "index"),
        new CorpusOptions { Folder = _home.At(name, "corpus"), Uploads = _home.At(name, "data", "uploads") },
        new AccessOptions());

    private BackupLocations Installation(int reports)
    {
        var places = At("here");
        using (var store = new KnowledgeStore(places.Index))
        using (var writer = store.OpenWriter())
        {
            for (var i = 0; i < reports; i++)
            {
                var record = Given.Record(Given.Hash($"c{i:x3}"), $"{Problems[i % Problems.Length]}，涉及第{i}科");
                writer.Store(Given.File($"corpus/2023/{i}.txt", record.FileHash, record), [record]);
                if (i % 13 == 0)
                    writer.Commit();
            }

            writer.Commit();
        }

        var raw = _home.Write("here/corpus/2023/0.txt", "raw");
        File.SetLastWriteTimeUtc(raw, new DateTime(2023, 5, 1, 8, 30, 0, DateTimeKind.Utc));
        _home.Write("here/data/uploads/0123456789abcdef-b.txt", "upload");
        _home.Write("here/corpus.corrections.json", "{}");
        _home.Write("here/corpus.marks.txt", "某某材料铺");
        _home.Write("here/data/keys.json", "keys");
        _home.Write("here/data/audit.jsonl", "audit");
        _home.Write("here/data/refusals.json", "refusals");
        return places;
    }

    private static SearchRequest Request(Random random)
    {
        var problem = Problems[random.Next(Problems.Length)];
        var from = random.Next(problem.Length - 1);
        var text = $"{problem.AsSpan(from, random.Next(1, problem.Length - from + 1))}"
            + $"{(random.Next(3) == 0 ? $"第{random.Next(60)}科" : "")}";
        var match = new[] { TextMatch.Any, TextMatch.All, TextMatch.Phrase, TextMatch.Exact }[random.Next(4)];
        return new SearchRequest
        {
            Query = new Query.Text(text, match),
            Limit = random.Next(1, 30),
            Collapse = random.Next(2) == 0,
            Facets = [new FacetRequest(PassageSchema.Unit)],
        };
    }

    private static string Answer(Snapshot snapshot, SearchRequest request)
    {
        var result = snapshot.Search(request);
        return $"{result.TotalHits} {string.Join(' ', result.Hits.Select(hit => $"{snapshot.IdOf(hit.Document)}={hit.Score:R}"))}";
    }

    private static string ProblemOf(KnowledgeStore store, FileEntry file)
    {
        using var snapshot = store.Snapshot();
        return ReportRecord.FromBytes(snapshot.Attachment(ReportRecord.KeyOf(file.Reports[0]))!.Value.Span).Report.Text;
    }
}
