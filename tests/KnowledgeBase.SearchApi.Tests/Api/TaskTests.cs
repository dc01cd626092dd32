using System.Net;

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
    public async Task The_process_tells_that_it_lives_is_ready_and_what_it_holds()
    {
        Assert.Equal("ok", await server.Client.GetStringAsync("/livez"));
        Assert.Equal("ok", await server.Client.GetStringAsync("/readyz"));
        var metrics = await server.Client.GetStringAsync("/metrics");
        Assert.Matches(@"(?m)^knowledgebase_passages [1-9]\d*$", metrics);
    }
}
