using System.Globalization;
using System.Net;
using System.Text;
using KnowledgeBase.Engine;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Store.Postgres.Tests.Processes;

/// <summary>
/// Any process may end at any moment. Small here; the long run: <c>KB_KILLS=200 KB_FILES=10000 dotnet test
/// tests/KnowledgeBase.Store.Postgres.Tests --filter KillTests</c>.
/// </summary>
public sealed class KillTests
{
    private const int Seed = 20261121;

    /// <summary>One kill in ten is the database's.</summary>
    private const int KillsPerDatabaseKill = 10;

    [Fact]
    public async Task Whatever_is_killed_nothing_is_lost_nothing_is_there_twice_and_all_nodes_end_alike()
    {
        var kills = Setting("KB_KILLS", 8);
        var files = Setting("KB_FILES", 60);
        var random = new Random(Seed);
        await using var all = await Composition.StartAsync("primary importer1 importer2 node1 node2 node3");
        using var written = new CancellationTokenSource();
        var accepted = 0;
        var writing = Task.Run(async () => accepted = await WriteAsync(all, files, kills));
        for (var kill = 0; kill < kills; kill++)
        {
            string[] others = [.. Composition.Importers, .. Composition.Nodes];
            var victim = kill % KillsPerDatabaseKill == KillsPerDatabaseKill - 3 ? "primary" : others[random.Next(others.Length)];
            await Task.Delay(random.Next(200, 1500));
            await all.KillAsync(victim);
            await Task.Delay(random.Next(0, 500));
            await all.StartAsync(victim, CancellationToken.None);
            Say($"kill {kill + 1}: {victim}");
        }

        await writing;
        foreach (var node in Composition.Nodes)
            await all.UntilReadyAsync(node);
        await all.UntilSettledAsync(files);
        var position = await all.ScalarAsync<long>("select head from feed");
        await all.StopAsync();
        var answers = Composition.Nodes.Select(node => Answer(Path.Combine(all.Folder, node + ".index"))).ToList();
        var lost = Enumerable.Range(0, files).Count(i => !answers[0].Problems.ContainsKey(Problem(i)));
        var twice = answers[0].Problems.Values.Sum(count => count - 1);
        var differing = answers.Count(answer => answer.Text != answers[0].Text);
        Say($"{kills} kills, {files} files ({accepted} uploaded), position {position}: lost {lost}, twice {twice}, "
            + $"nodes that differ {differing}, not indexed {answers[0].NotIndexed}");
        Assert.Equal((0, 0, 0, 0), (lost, twice, differing, answers[0].NotIndexed));
    }

    /// <summary>
    /// A third into each folder, a third over HTTP to any node, again until it is accepted. Returns how many uploads were.
    /// </summary>
    private static async Task<int> WriteAsync(Composition all, int files, int kills)
    {
        var uploads = new List<Task>();
        for (var i = 0; i < files; i++)
        {
            var bytes = Composition.Report($"清河县第{i}局", Problem(i));
            if (i % 3 < 2)
                all.Write(1 + (i % 3), $"{i}.txt", bytes);
            else
                uploads.Add(UploadAsync(all, i, bytes));

            // Spread over the time of the kills, and a few uploads at once.
            await Task.Delay(Math.Min(200, kills * 1000 / files));
            while (uploads.Count(upload => !upload.IsCompleted) >= 8)
                await Task.WhenAny(uploads.Where(upload => !upload.IsCompleted));
        }

        await Task.WhenAll(uploads);
        return uploads.Count;
    }

    private static async Task UploadAsync(Composition all, int i, byte[] bytes)
    {
        for (var attempt = 0; !await TryUploadAsync(all, Composition.Nodes[(i + attempt) % 3], $"{i}.txt", bytes); attempt++)
            await Task.Delay(100);
    }

    private static async Task<bool> TryUploadAsync(Composition all, string node, string name, byte[] bytes)
    {
        try
        {
            return (await all.UploadAsync(node, name, bytes)).Status == HttpStatusCode.Accepted;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            return false;
        }
    }

    private static string Problem(int i) => string.Create(CultureInfo.InvariantCulture, $"第{i}号问题未整改");

    /// <summary>All that a node's index answers: every document in its order, scores of some words, and what the files became.</summary>
    private static (string Text, Dictionary<string, int> Problems, int NotIndexed) Answer(string index)
    {
        using var store = new KnowledgeStore(index);
        store.Open();
        using var snapshot = store.Snapshot();
        var text = new StringBuilder();
        var problems = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var hit in snapshot.Search(new SearchRequest { Limit = 1_000_000 }).Hits)
        {
            var passage = PassageDocument.Read(snapshot, hit.Document);
            text.AppendLine(CultureInfo.InvariantCulture, $"{passage.Id} {passage.Heading}");
            if (passage.Heading is { } heading && heading.EndsWith("问题未整改", StringComparison.Ordinal))
                problems[heading] = problems.GetValueOrDefault(heading) + 1;
        }

        foreach (var words in new[] { "第17号问题", "日常管理", "审计局" })
        {
            foreach (var hit in snapshot.Search(new SearchRequest { Query = new Query.Text(words, TextMatch.Any), Limit = 1000 }).Hits)
                text.AppendLine(CultureInfo.InvariantCulture, $"{snapshot.IdOf(hit.Document)} {hit.Score:R}");
        }

        foreach (var file in store.Catalog.Files)
            text.AppendLine(CultureInfo.InvariantCulture, $"{file.SourcePath} {file.Hash} {file.Status}");
        return (text.ToString(), problems, store.Catalog.Files.Count(file => file.Status != FileStatus.Indexed));
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
