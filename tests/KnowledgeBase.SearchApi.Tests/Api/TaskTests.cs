using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeBase.SearchApi.Tests.Api;

public sealed class TaskTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task A_file_that_gives_no_report_is_listed_with_its_reason_and_can_be_tried_again()
    {
        await File.WriteAllBytesAsync(Path.Combine(server.Corpus, "坏的.docx"), [0x50, 0x4b, 3, 4, 1, 2, 3]);
        var tasks = await server.UntilAsync("/api/v1/files?status=failed", answer => answer["hits"]!.AsArray()
            .Any(file => (string)file!["sourcePath"]! == "corpus/坏的.docx"));
        var problem = tasks["hits"]!.AsArray().Single(file => (string)file!["sourcePath"]! == "corpus/坏的.docx")!;
        Assert.NotEmpty((string)problem["code"]!);
        Assert.NotEmpty((string)problem["reason"]!);

        using var retried = await server.Client.PostAsync("/api/v1/tasks?sourcePath=" + Uri.EscapeDataString("corpus/坏的.docx"), null);
        Assert.Equal(HttpStatusCode.Accepted, retried.StatusCode);
        using var unknown = await server.Client.PostAsync("/api/v1/tasks?sourcePath=corpus/nothing", null);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Who_waits_for_the_task_of_an_upload_finds_what_was_uploaded()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Samples.Files[0].Text.Replace("2023", "2019", StringComparison.Ordinal) + "（三）窗口排队时间偏长的问题突出。\n"),
                "file", "新.txt" },
        };
        using var uploaded = await server.Client.PostAsync("/api/v1/reports", form);
        var accepted = (await uploaded.Content.ReadFromJsonAsync<JsonNode>())!["hits"]![0]!;
        var task = await server.GetAsync($"/api/v1/tasks/{accepted["taskUid"]}?wait=30");
        Assert.Equal("succeeded", (string)task["status"]!);
        Assert.NotEmpty((await server.GetAsync("/api/v1/search?q=" + Uri.EscapeDataString("\"窗口排队时间偏长\"")))["hits"]!.AsArray());

        using var late = await server.Client.DeleteAsync($"/api/v1/tasks/{accepted["taskUid"]}");
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal("task_not_cancelable", (string)(await late.Content.ReadFromJsonAsync<JsonNode>())!["code"]!);
    }

    [Theory]
    [InlineData("GET", "/api/v1/tasks/7?wait=30", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/v1/tasks/x", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/v1/tasks/7?wait=31", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/v1/tasks/7?wait=-1", HttpStatusCode.BadRequest)]
    [InlineData("DELETE", "/api/v1/tasks/7", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/v1/tasks/x%20y", HttpStatusCode.NotFound)]
    public async Task A_task_that_is_none_and_a_wait_that_is_too_long_are_refused_at_once(
        string method, string address, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        using var answer = await server.Client.SendAsync(request);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_task_that_waits_is_taken_back_with_its_upload()
    {
        var home = Directory.CreateTempSubdirectory("kb-cancel-").FullName;
        try
        {
            // Another process has the index, so that nothing is read here.
            using var other = new KnowledgeStore(Path.Combine(home, "index"));
            using var writer = other.OpenWriter();
            await using var waiting = await BareServer.StartAsync(home, hasWorker: true);
            var queue = waiting.Services.GetRequiredService<IWorkQueue>();
            var uploads = waiting.Services.GetRequiredService<UploadFolder>();
            var sourcePath = await uploads.KeepAsync("a.txt", new MemoryStream([65, 66]), TestContext.Current.CancellationToken);
            var (uid, _) = await queue.EnqueueAsync(sourcePath, WorkReason.Requested, TestContext.Current.CancellationToken);
            using var answer = await waiting.Client.DeleteAsync($"/api/v1/tasks/{uid}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("canceled", (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["status"]!);
            Assert.Empty(Directory.GetFiles(Path.Combine(home, "uploads")));
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    [Fact]
    public async Task The_process_tells_that_it_lives_is_ready_and_what_it_holds()
    {
        Assert.Equal("ok", await server.Client.GetStringAsync("/livez"));
        Assert.Equal("ok", await server.Client.GetStringAsync("/readyz"));
        var metrics = await server.Client.GetStringAsync("/metrics");
        Assert.Matches(@"(?m)^knowledgebase_passages [1-9]\d*$", metrics);
    }
}
