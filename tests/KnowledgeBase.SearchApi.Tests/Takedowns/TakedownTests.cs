using System.Net;
using System.Text;
using KnowledgeBase.SearchApi.Reports;
using KnowledgeBase.SearchApi.Tests.Api;
using KnowledgeBase.Store.Takedowns;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeBase.SearchApi.Tests.Takedowns;

/// <summary>What is taken down is on no disk any more, and does not come back.</summary>
public sealed class TakedownTests : IAsyncLifetime
{
    private const string Canary = "zq4f1d9c7b2a6e8035kxwvjq";

    private const string Text = $"""
        石桥县审计局2023年度工作总结{Canary}
        一、主要工作
        （一）{Canary}开展核查。核查线索十二条，均已移交处理，成效明显。
        （二）加强学习。{Canary}全年组织集中学习二十次，{Canary}覆盖全体干部。
        """;

    private readonly ApiServer _server = new(
        )
    { Files = [("丁.txt", Encoding.UTF8.GetBytes(Text.Replace("十二", "十三", StringComparison.Ordinal)))] };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_upload_that_is_deleted_leaves_no_byte_behind()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(Text)), "file", "丙.txt" } };
        using (await _server.Client.PostAsync("/api/v1/reports", form, Cancel))
            await UntilFoundAsync(2);
        var id = await IdAsync("十二条");
        await _server.Services.GetRequiredService<CorrectionService>().CorrectAsync(
            id, new Dictionary<string, string> { ["title"] = Canary }, Cancel);
        Assert.NotEmpty(FilesWithCanary());
        using (var deleted = await _server.Client.DeleteAsync($"/api/v1/reports/{id}", Cancel))
            Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        var other = await IdAsync("十三条");
        using (var refused = await _server.Client.DeleteAsync($"/api/v1/reports/{other}?reason={Uri.EscapeDataString("单位要求下架")}", Cancel))
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        await UntilPurgedAsync();
        Assert.Equal(0, await FoundAsync());
        Assert.Empty(FilesWithCanary());
        Assert.Contains(Canary, await File.ReadAllTextAsync(Path.Combine(_server.Corpus, "丁.txt"), Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mark_that_was_learned_from_files_that_are_taken_down_is_forgotten_with_them_and_others_stay()
    {
        string[] units = ["石桥县财政局", "临江县教育局", "云岭区民政局", "清河县水利局", "青山县交通局", "白沙县卫健局"];
        for (var i = 0; i < units.Length; i++)
        {
            // Half of the files end in one line, half in another; either is learned from three of them.
            var line = i < 3 ? $"更多精品材料请关注公众号{Canary}领取" : "更多精品材料请关注公众号某某文稿屋领取";
            var text = $"{units[i]}2023年度工作总结\n一、主要工作\n（一）抓好落实。{units[i]}全年召开例会{i + 3}次，逐一督办。\n{line}\n";
            using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", $"{i}.txt" } };
            using var answer = await _server.Client.PostAsync("/api/v1/reports", form, Cancel);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }

        var marks = await _server.UntilAsync("/api/v1/marks?origin=learned", answer => (int)answer["totalHits"]! >= 2);
        Assert.Contains(marks["hits"]!.AsArray(), mark => ((string)mark!["text"]!).Contains(Canary, StringComparison.Ordinal));
        foreach (var unit in units[..3])
        {
            using var deleted = await _server.Client.DeleteAsync($"/api/v1/reports/{await IdAsync(unit + "全年召开例会")}", Cancel);
            Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        }

        using (await _server.Client.DeleteAsync($"/api/v1/reports/{await IdAsync("十三条")}?reason=x", Cancel))
            await UntilPurgedAsync();
        Assert.Empty(FilesWithCanary());
        var left = (await _server.GetAsync("/api/v1/marks?origin=learned"))["hits"]!.AsArray();
        Assert.Contains("某某文稿屋", (string)Assert.Single(left)!["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_manifest_brings_nothing_back()
    {
        var index = Path.Combine(_server.Folder, "index");
        var before = Directory.GetFiles(index, "segment-*").Select(Path.GetFileName).ToHashSet();
        var id = await IdAsync("十三条");
        using (await _server.Client.DeleteAsync($"/api/v1/reports/{id}?reason=x", Cancel))
            await UntilPurgedAsync();
        Assert.NotEmpty(before);
        Assert.DoesNotContain(Directory.GetFiles(index, "segment-*").Select(Path.GetFileName), before.Contains);
    }

    [Fact]
    public async Task A_file_of_the_corpus_is_refused_with_a_reason_under_every_name_until_it_is_allowed_again()
    {
        var id = await IdAsync("十三条");
        using (var without = await _server.Client.DeleteAsync($"/api/v1/reports/{id}", Cancel))
            Assert.Equal(HttpStatusCode.Conflict, without.StatusCode);
        Assert.Equal(1, await FoundAsync());
        using (await _server.Client.DeleteAsync($"/api/v1/reports/{id}?reason={Uri.EscapeDataString("单位要求下架")}", Cancel))
            await UntilPurgedAsync();
        File.Copy(Path.Combine(_server.Corpus, "丁.txt"), Path.Combine(_server.Corpus, "戊.txt"));
        var files = await _server.UntilAsync("/api/v1/files?status=failed", answer => answer["hits"]!.AsArray().Count == 2);
        Assert.All(files["hits"]!.AsArray(), file => Assert.Equal("refused 单位要求下架", $"{file!["code"]} {file["reason"]}"));
        Assert.Equal(0, await FoundAsync());

        var refusals = _server.Services.GetRequiredService<RefusalList>();
        Assert.True(refusals.Remove(Assert.Single(refusals.All).Hash));
        using (await _server.Client.PostAsync("/api/v1/tasks?sourcePath=" + Uri.EscapeDataString("corpus/丁.txt"), null, Cancel))
            await UntilFoundAsync(1);
    }

    private async Task UntilFoundAsync(int reports) =>
        await _server.UntilAsync("/api/v1/reports?q=" + Canary, answer => (long)answer["totalHits"]! == reports);

    private async Task<long> FoundAsync() => (long)(await _server.GetAsync("/api/v1/reports?q=" + Canary))["totalHits"]!;

    private async Task<string> IdAsync(string words)
    {
        var hits = (
            await _server.GetAsync("/api/v1/search?matchingStrategy=all&q=" + Uri.EscapeDataString($"\"{words}\"")))["hits"]!.AsArray();
        return (string)hits[0]!["reportId"]!;
    }

    private async Task UntilPurgedAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        var purge = _server.Services.GetRequiredService<PurgeRequest>();
        while (purge.Current is not null)
            await Task.Delay(20, patience.Token);
    }

    private IEnumerable<string> FilesWithCanary()
    {
        byte[][] forms = [Encoding.UTF8.GetBytes(Canary), Encoding.Unicode.GetBytes(Canary)];
        return Directory.GetFiles(_server.Folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
            .Where(file => !file.StartsWith(_server.Corpus + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Where(file => Contents(file) is var bytes && forms.Any(form => bytes.AsSpan().IndexOf(form) >= 0));
    }

    private static byte[] Contents(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
