using System.Text;
using KnowledgeBase.SearchApi.Tests.Api;

namespace KnowledgeBase.SearchApi.Tests.Privacy;

public sealed class SecrecyTests
{
    private static readonly (string, byte[]) Marked = ("密件.txt", Encoding.UTF8.GetBytes("""
        机密★10年
        石桥县审计局2023年度工作总结
        一、主要工作
        （一）开展专项核查。核查线索藏蓝孔雀十二条，均已移交处理，成效明显。
        """));

    [Fact]
    public async Task A_file_that_is_marked_secret_is_listed_with_its_reason_and_not_found()
    {
        await using var server = new ApiServer { Files = [Marked] };
        await server.InitializeAsync();
        var file = (await server.GetAsync("/api/v1/files?status=failed"))["hits"]!.AsArray().Single()!;
        Assert.Equal("secret", (string)file["code"]!);
        Assert.Contains("机密★10年", (string)file["reason"]!, StringComparison.Ordinal);
        Assert.Equal(0, (long)(await server.GetAsync("/api/v1/search?q=\"藏蓝孔雀\""))["totalHits"]!);
    }

    [Fact]
    public async Task It_is_searched_where_the_setting_says_so_and_keeps_its_mark()
    {
        await using var server = new ApiServer { Files = [Marked], Arguments = ["--Corpus:AllowSecret", "true"] };
        await server.InitializeAsync();
        var hit = (await server.GetAsync("/api/v1/search?q=\"藏蓝孔雀\""))["hits"]!.AsArray().Single()!;
        var report = await server.GetAsync("/api/v1/reports/" + hit["reportId"]);
        Assert.Contains("机密★10年", (string)report["text"]!, StringComparison.Ordinal);
    }
}
