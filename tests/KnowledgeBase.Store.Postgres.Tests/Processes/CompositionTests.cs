using System.Net;

namespace KnowledgeBase.Store.Postgres.Tests.Processes;

/// <summary>The whole composition, started as docs/scale.md says.</summary>
public sealed class CompositionTests
{
    [Fact]
    public async Task Folders_and_uploads_come_together_on_every_node_and_survive_the_database()
    {
        await using var all = await Composition.StartAsync();
        all.Write(1, "a.txt", Composition.Report("清河县审计局", "学习形式单一"));
        all.Write(2, "b.txt", Composition.Report("云岭区教育局", "师资力量薄弱"));

        // The same bytes in both folders are two names of one report.
        all.Write(1, "c.txt", Composition.Report("临江市水利局", "山洪预警有盲区"));
        all.Write(2, "c.txt", Composition.Report("临江市水利局", "山洪预警有盲区"));
        var (status, position, _) = await all.UploadAsync("node1", "d.txt", Composition.Report("平川县财政局", "预算执行偏慢"));
        Assert.Equal(HttpStatusCode.Accepted, status);

        // Read your own write, on another node.
        foreach (var node in Composition.Nodes)
        {
            await all.UntilAsync(async () => (await all.SearchAsync(node, "预算执行偏慢", position)).Total == 1, $"{node} has the upload");
        }

        await all.UntilSettledAsync(5);
        var answers = new List<(HttpStatusCode, long, string, long)>();
        foreach (var node in Composition.Nodes)
            answers.Add(await all.SearchAsync(node, "情况 问题"));
        Assert.Single(answers.Distinct());
        Assert.Equal(1, (await all.SearchAsync("node2", "山洪预警有盲区")).Total);
        Assert.Equal(1L, await all.ScalarAsync<long>(
            "select count(*) from readings where passages > 0 and hash in (select hash from files where source_path like '%/c.txt')"));

        await SurvivesAsync(all);
        await FailsOverAsync(all);
    }

    /// <summary>The database gone: searches go on, uploads are told when to come back, all resumes by itself.</summary>
    private static async Task SurvivesAsync(Composition all)
    {
        await all.KillAsync("primary");
        await all.UntilAsync(
            async () => (await all.ReadyAsync("node1")).Text.StartsWith("degraded", StringComparison.Ordinal), "node1 says degraded");
        Assert.Equal(HttpStatusCode.OK, (await all.ReadyAsync("node1")).Status);
        Assert.Equal(1, (await all.SearchAsync("node1", "学习形式单一")).Total);
        var (status, _, retryAfter) = await all.UploadAsync("node1", "e.txt", Composition.Report("平川县财政局", "将要再交一次"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (status, retryAfter));
        all.Write(1, "f.txt", Composition.Report("平川县财政局", "其间放进文件夹"));

        await all.StartAsync("primary", CancellationToken.None);
        await all.UntilReadyAsync("node1");
        await all.UntilSettledAsync(6);
        Assert.Equal(1, (await all.SearchAsync("node3", "其间放进文件夹")).Total);
    }

    /// <summary>What was accepted is there after the standby has taken over, and work goes on.</summary>
    private static async Task FailsOverAsync(Composition all)
    {
        var accepted = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            var report = Composition.Report("平川县财政局", $"交接前第{i}号问题");
            var (status, _, _) = await all.UploadAsync(Composition.Nodes[i % 3], $"g{i}.txt", report);
            Assert.Equal(HttpStatusCode.Accepted, status);
            accepted.Add($"交接前第{i}号问题");
        }

        await all.KillAsync("primary");
        await all.PromoteAsync();
        await all.UntilSettledAsync(16);
        foreach (var node in Composition.Nodes)
        {
            foreach (var words in accepted)
            {
                var (status, total, _, at) = await all.SearchAsync(node, $"\"{words}\"");
                Assert.True((status, total) == (HttpStatusCode.OK, 1), $"{node} at {at} answers {status}, {total} for {words}");
            }
        }

        var (after, position, _) = await all.UploadAsync("node2", "h.txt", Composition.Report("平川县财政局", "交接后照常"));
        Assert.Equal(HttpStatusCode.Accepted, after);
        await all.UntilAsync(async () => (await all.SearchAsync("node3", "交接后照常", position)).Total == 1, "work goes on");
    }
}
