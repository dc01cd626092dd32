using KnowledgeBase.Engine;
using KnowledgeBase.Reports.Duplicates;
using KnowledgeBase.Store.Access;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Readings;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Takedowns;
using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.Store.Postgres.Tests;

/// <summary>What holds for every store. Each test runs on a folder and on a server.</summary>
public abstract class StoreContract
{
    protected abstract TestStore Open();

    [Fact]
    public async Task What_is_stored_is_found_after_the_commit_and_not_before()
    {
        using var store = Open();
        await store.Queue.EnqueueAsync("corpus/a.txt", WorkReason.Changed, CancellationToken.None);
        var item = await store.ClaimAsync();
        var (file, report) = TestStore.Reading("corpus/a.txt", "学习形式单一");
        store.Writer.Store(file, [report], item.TaskUid);
        Assert.Empty(store.Search("学习形式单一"));
        store.Writer.Commit();
        Assert.Contains(store.Search("学习形式单一"), hit => hit.Id.StartsWith(report.Id, StringComparison.Ordinal));
        Assert.Equal(file.Hash, store.Readings.Catalog.At("corpus/a.txt")!.Hash);
    }

    [Fact]
    public async Task Storing_the_same_reading_twice_is_storing_it_once()
    {
        using var store = Open();
        await store.StoreAsync("corpus/a.txt", "学习形式单一");
        var once = store.Search("");
        await store.StoreAsync("corpus/a.txt", "学习形式单一");
        Assert.Equal(once, store.Search(""));
        Assert.Single(store.Readings.Catalog.Files);
    }

    [Fact]
    public async Task A_report_stays_as_long_as_one_file_holds_it()
    {
        using var store = Open();
        await store.StoreAsync("corpus/a.txt", "学习形式单一");
        await store.StoreAsync("corpus/b.txt", "学习形式单一", knownBytes: true);
        var hash = TestStore.Reading("", "学习形式单一").File.Hash!;
        Assert.Equal(["corpus/a.txt", "corpus/b.txt"], store.Readings.Catalog.WithHash(hash).Select(file => file.SourcePath));
        await store.RemoveAsync("corpus/a.txt");
        Assert.NotEmpty(store.Search("学习形式单一"));
        await store.RemoveAsync("corpus/b.txt");
        Assert.Empty(store.Search(""));
        Assert.Empty(store.Readings.Catalog.Files);
    }

    [Fact]
    public async Task A_file_that_changes_says_what_it_says_now()
    {
        using var store = Open();
        await store.StoreAsync("corpus/a.txt", "学习形式单一");
        await store.StoreAsync("corpus/a.txt", "担当意识不强");
        Assert.Single(store.Search("").Select(hit => hit.Id.Split('-')[0]).Distinct());
        Assert.NotEmpty(store.Search("担当意识不强"));
    }

    [Fact]
    public async Task Topics_are_counted_and_found_with_their_evidence()
    {
        using var store = Open();
        await store.StoreAsync("corpus/a.txt", "新建学校三所");
        await store.StoreAsync("corpus/b.txt", "学校食堂翻新，新增学位四百个");
        await store.StoreAsync("corpus/c.txt", "化解信访积案");
        _ = store.Search("");
        using var snapshot = store.Get<Store.Catalog.KnowledgeStore>().Snapshot();
        var found = snapshot.Search(new SearchRequest { Facets = [new FacetRequest(PassageSchema.Topic)] });
        Assert.Equal([new("教育", 2), new("信访", 1)], found.Facets[PassageSchema.Topic]);
        var evidence = found.Hits.Select(hit => PassageDocument.Read(snapshot, hit.Document))
            .Select(passage => $"{passage.Topic} {string.Join(' ', passage.Location.TopicEvidence!)}");
        Assert.Equal(["信访 化解 信访 积案", "教育 学校", "教育 学校 学位"], evidence.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_without_a_report_is_listed_with_its_reason()
    {
        using var store = Open();
        await store.Queue.EnqueueAsync("corpus/a.txt", WorkReason.Changed, CancellationToken.None);
        var item = await store.ClaimAsync();
        store.Writer.Store(
            new FileEntry { SourcePath = "corpus/a.txt", Status = FileStatus.Failed, Code = "empty", Reason = "the file is empty" },
            [],
            item.TaskUid);
        store.Writer.Commit();
        store.Queue.Fail(item.TaskUid, "empty", "the file is empty");
        Assert.Equal("empty", Assert.Single(store.Readings.Catalog.Files).Code);
        Assert.Equal(IndexTaskStatus.Failed, store.Queue.Find(item.TaskUid)!.Status);
        Assert.Equal("empty", store.Queue.Find(item.TaskUid)!.Code);
    }

    [Fact]
    public async Task A_task_is_listed_with_how_far_it_is()
    {
        using var store = Open();
        var ticket = await store.Queue.EnqueueAsync("corpus/a.txt", WorkReason.Requested, CancellationToken.None);
        Assert.Equal(IndexTaskStatus.Enqueued, store.Queue.Find(ticket.TaskUid)!.Status);
        var item = await store.ClaimAsync();
        Assert.Equal(ticket.TaskUid, item.TaskUid);
        Assert.Equal(IndexTaskStatus.Processing, store.Queue.Find(ticket.TaskUid)!.Status);
        store.Queue.Succeed(item.TaskUid, 2, 7);
        var task = store.Queue.Find(ticket.TaskUid)!;
        Assert.Equal((IndexTaskStatus.Succeeded, 2, 7), (task.Status, task.Reports, task.Passages));
        await store.Queue.WhenIdle(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_task_of_which_nothing_came_leaves_no_trace()
    {
        using var store = Open();
        var ticket = await store.Queue.EnqueueAsync("corpus/a.txt", WorkReason.Changed, CancellationToken.None);
        await store.ClaimAsync();
        store.Queue.Forget(ticket.TaskUid);
        Assert.Null(store.Queue.Find(ticket.TaskUid));
        await store.Queue.WhenIdle(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_task_that_waits_can_be_taken_back_once()
    {
        using var store = Open();
        await store.Queue.EnqueueAsync("corpus/a.txt", WorkReason.Requested, CancellationToken.None);
        var claimed = await store.ClaimAsync();
        var waiting = await store.Queue.EnqueueAsync("corpus/b.txt", WorkReason.Requested, CancellationToken.None);
        Assert.True(store.Queue.TryCancel(waiting.TaskUid));
        Assert.Equal(IndexTaskStatus.Canceled, store.Queue.Find(waiting.TaskUid)!.Status);
        Assert.False(store.Queue.TryCancel(waiting.TaskUid));
        Assert.False(store.Queue.TryCancel(claimed.TaskUid));
        Assert.False(store.Queue.TryCancel(-1));
        store.Queue.Succeed(claimed.TaskUid, 0, 0);
        await store.Queue.WhenIdle(TestContext.Current.CancellationToken);
        Assert.True(await store.HasNothingToClaimAsync());
    }

    [Fact]
    public void Marks_and_corrections_of_users_are_kept_and_change_what_readings_depend_on()
    {
        using var store = Open();
        var edits = store.Get<IUserEdits>();
        Assert.Equal("", edits.StampFor("corpus/a.txt"));
        edits.ChangeMarks(marks => marks + "keep 清河\n");
        edits.ChangeMarks(marks => marks + "keep 云岭\n");
        Assert.Equal("keep 清河\nkeep 云岭", edits.Marks.TrimEnd('\n'));
        var withMarks = edits.StampFor("corpus/a.txt");
        edits.Correct(["corpus/a.txt"], 1, correction => correction with { Title = "改正的标题" });
        Assert.NotEqual(withMarks, edits.StampFor("corpus/a.txt"));
        Assert.Equal(withMarks, edits.StampFor("corpus/b.txt"));
        edits.Forget(["corpus/a.txt"]);
        edits.Refresh();
        Assert.Equal(withMarks, edits.StampFor("corpus/a.txt"));
        edits.ChangeMarks(_ => "");
        Assert.Equal("", edits.StampFor("corpus/a.txt"));
    }

    [Fact]
    public void A_key_opens_until_it_is_revoked()
    {
        using var store = Open();
        var (ring, file) = (store.Get<KeyRing>(), store.Get<KeyFile>());
        Assert.False(ring.IsNeeded);
        var (key, kept) = file.Add("网站", Scopes.Search, DateTimeOffset.UtcNow, expires: null);
        Assert.Equal(kept.Id, ring.Find(key)!.Id);
        Assert.True(file.Revoke(kept.Id, DateTimeOffset.UtcNow));
        Assert.False(file.Revoke("none", DateTimeOffset.UtcNow));
        Assert.Null(ring.Find(key));
        Assert.True(ring.IsNeeded);
    }

    [Fact]
    public void A_refusal_stands_until_it_is_taken_back()
    {
        using var store = Open();
        var refusals = store.Get<RefusalList>();
        var refusal = new Refusal(new string('a', 64), "单位要求下架", DateTimeOffset.UnixEpoch);
        refusals.Add(refusal);
        Assert.Equal(refusal, refusals.Find(refusal.Hash));
        Assert.Equal([refusal], refusals.All);
        Assert.True(refusals.Remove(refusal.Hash));
        Assert.False(refusals.Remove(refusal.Hash));
        Assert.Null(refusals.Find(refusal.Hash));
    }

    [Fact]
    public void A_wish_to_purge_stands_until_it_is_done_and_not_asked_again()
    {
        using var store = Open();
        var purge = store.Get<PurgeRequest>();
        Assert.Null(purge.Current);
        purge.Ask();
        var first = purge.Current!;
        purge.Ask();
        purge.Done(first);
        Assert.NotNull(purge.Current);
        purge.Done(purge.Current!);
        Assert.Null(purge.Current);
    }

    [Fact]
    public async Task Learned_marks_are_kept()
    {
        using var store = Open();
        Assert.Equal("", store.Readings.LearnedMarks);
        store.Writer.StoreLearnedMarks("Site\t老秘网\t老秘网");
        store.Writer.Commit();
        Assert.Equal("Site\t老秘网\t老秘网", store.Readings.LearnedMarks);
        await store.StoreAsync("corpus/a.txt", "学习形式单一");
        Assert.Equal(["corpus/a.txt"], store.Readings.FilesContaining(["形式单一"]));
        Assert.Empty(store.Readings.FilesContaining(["老秘网"]));
        using var turn = store.Readings.TryBeginLearning();
        Assert.NotNull(turn);
    }

    [Fact]
    public async Task Signatures_of_reports_are_told_once_and_the_reports_are_found_by_them()
    {
        using var store = Open();
        await store.StoreAsync("corpus/a.txt", "学习形式单一");
        var (position, first) = store.Readings.Signatures(0);
        var report = store.Readings.Report(Assert.Single(first).Id);
        Assert.Contains("学习形式单一", report!.Report.Text, StringComparison.Ordinal);
        Assert.Equal(NearDuplicates.Signature(report.Report.Text), first[0].Signature);
        (position, var nothing) = store.Readings.Signatures(position);
        Assert.Empty(nothing);
        await store.StoreAsync("corpus/b.txt", "担当意识不强");
        (_, var second) = store.Readings.Signatures(position);
        Assert.Contains(
            "担当意识不强", store.Readings.Report(Assert.Single(second).Id)!.Report.Text, StringComparison.Ordinal);
        Assert.Null(store.Readings.Report("0123456789abcdef-1"));
    }

    [Fact]
    public async Task An_upload_is_read_back_byte_for_byte_until_it_is_removed()
    {
        using var store = Open();
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        var sourcePath = await store.Uploads.KeepAsync("../../总结 (1).txt", new MemoryStream(bytes), CancellationToken.None);
        Assert.StartsWith(SourceFolders.UploadsName + "/", sourcePath, StringComparison.Ordinal);
        var file = store.Files.Find(sourcePath)!.Value;
        Assert.Equal(bytes.Length, file.Size);
        var content = await store.Files.ReadAsync(file, 1 << 20, CancellationToken.None);
        Assert.Equal(bytes, content.Bytes);
        Assert.Equal("too-large", (await store.Files.ReadAsync(file, 1000, CancellationToken.None)).Failure!.Code);
        Assert.Equal(sourcePath, await store.Uploads.KeepAsync("总结 (1).txt", new MemoryStream(bytes), CancellationToken.None));
        Assert.Contains(store.Files.Files(), one => one.SourcePath == sourcePath);
        store.Uploads.Remove(sourcePath);
        Assert.Null(store.Files.Find(sourcePath));
        Assert.Throws<ArgumentException>(() => store.Uploads.Remove("corpus/a.txt"));
    }

    [Fact]
    public async Task Text_of_any_kind_comes_back_as_it_was()
    {
        using var store = Open();
        var (file, report) = TestStore.Reading("corpus/‘x’\"%_\\ 😀.txt", "学习形式单一");
        report = report with { Report = report.Report with { Title = "a\0b “引”\\'\" 😀" } };
        await store.Queue.EnqueueAsync(file.SourcePath, WorkReason.Changed, CancellationToken.None);
        var item = await store.ClaimAsync();
        store.Writer.Store(file with { Reason = "x\0y" }, [report], item.TaskUid);
        store.Writer.Commit();
        _ = store.Search("");
        Assert.Equal("x\0y", store.Readings.Catalog.At(file.SourcePath)!.Reason);
        using var snapshot = store.Get<Store.Catalog.KnowledgeStore>().Snapshot();
        var stored = snapshot.Attachment(ReportRecord.KeyOf(report.Id))!.Value;
        Assert.Equal(report.Report.Title, ReportRecord.FromBytes(stored.Span).Report.Title);
    }
}

public sealed class FolderStoreTests : StoreContract
{
    protected override TestStore Open() => new(null);
}

public sealed class PostgresStoreTests(PostgresServer server) : StoreContract
{
    protected override TestStore Open() => new(server.CreateDatabase());
}
