using System.Diagnostics;
using System.Text.Json.Nodes;
using KnowledgeBase.Indexer.Hosting;
using KnowledgeBase.Store.Catalog;

namespace KnowledgeBase.Indexer.Tests.CommandLine;

/// <summary>The command line as a user starts it: a process of its own.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("kb-cli-").FullName;

    private string Corpus => Path.Combine(_home, "corpus");

    private string Index => Path.Combine(_home, "index");

    [Fact]
    public async Task Ingest_check_and_rebuild_go_through_and_a_rebuild_changes_no_id_and_no_order()
    {
        Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        Write("b.txt", FollowedCorpus.Report("云岭区教育局", 2022, "学习形式不多"));
        Write("c.txt", []);
        var ingested = await RunAsync("ingest", Corpus, "--index", Index);
        Assert.Equal(0, ingested.Code);
        Assert.Contains("2 files, 2 reports", ingested.Output, StringComparison.Ordinal);
        Assert.Contains("corpus/c.txt", ingested.Output, StringComparison.Ordinal);
        var before = Ids();
        Assert.Equal(0, (await RunAsync("check", "--index", Index)).Code);
        var rebuilt = await RunAsync("rebuild", "--index", Index);
        Assert.True(rebuilt.Code == 0, rebuilt.Error);
        Assert.Equal(before, Ids());
        Assert.Equal([Index, Corpus], Directory.GetDirectories(_home).OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ingest_check_and_rebuild_count_alike_where_a_copy_and_a_bad_file_are_there()
    {
        Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        Write("copy.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        Write("empty.txt", []);
        var counts = (await RunAsync("ingest", Corpus, "--index", Index)).Output.Split('\n')[0];
        Assert.StartsWith("2 files, 1 reports, ", counts, StringComparison.Ordinal);
        Assert.EndsWith("; 1 files without a report", counts, StringComparison.Ordinal);
        Assert.Contains(counts, (await RunAsync("check", "--index", Index)).Output, StringComparison.Ordinal);
        Assert.Contains(counts, (await RunAsync("rebuild", "--index", Index)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingest_of_another_folder_is_refused_with_both_named_until_it_is_confirmed_and_takes_no_uploads_along()
    {
        Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        var other = Directory.CreateDirectory(Path.Combine(_home, "other")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(other, "b.txt"), FollowedCorpus.Report("云岭区教育局", 2022, "师资力量薄弱"));
        Assert.Equal(0, (await RunAsync("ingest", Corpus, "--index", Index)).Code);

        var refused = await RunAsync("ingest", other, "--index", Index);
        Assert.Equal(1, refused.Code);
        Assert.Contains(Corpus, refused.Error, StringComparison.Ordinal);
        Assert.Contains(other, refused.Error, StringComparison.Ordinal);
        Assert.Contains("1 reports", (await RunAsync("check", "--index", Index)).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("ingest", other, "--index", Index, "--replace-corpus")).Code);
        using var store = new KnowledgeStore(Index);
        store.Open();
        Assert.Equal(["corpus/b.txt"], store.Catalog.Files.Select(file => file.SourcePath));
    }

    [Fact]
    public async Task Ingest_that_watches_follows_the_folder_until_it_is_asked_to_end_and_ends_with_zero()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "processes are asked to end by a signal");
        Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        using var process = Start("ingest", Corpus, "--index", Index, "--watch");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var store = new KnowledgeStore(Index);
        await UntilKnownAsync(store, 1);
        Write("b.txt", FollowedCorpus.Report("云岭区教育局", 2022, "师资力量薄弱"));
        await UntilKnownAsync(store, 2);
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, ""), (process.ExitCode, await output + await error));
    }

    [Fact]
    public async Task Output_into_a_pipe_has_no_colours_and_no_wrapping()
    {
        var name = new string('长', 70) + ".txt";
        Write(name, FollowedCorpus.Report("清河县审计局", 2023, new string('学', 120)));
        var inspected = await RunAsync("inspect", Path.Combine(Corpus, name));
        Assert.DoesNotContain('\u001b', inspected.Output);
        Assert.StartsWith($"{name}  txt", inspected.Output, StringComparison.Ordinal);
        var ingested = await RunAsync("ingest", Corpus, "--index", Index);
        Assert.DoesNotContain('\u001b', ingested.Output + ingested.Error);
    }

    [Fact]
    public async Task Inspect_prints_the_agreed_json()
    {
        Write("a.txt", [.. FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"), .. "更多材料请加微信公众号：某某材料铺（clpu2023）\n"u8]);
        var inspected = await RunAsync("inspect", Path.Combine(Corpus, "a.txt"), "--json");
        Assert.Equal(0, inspected.Code);
        var json = JsonNode.Parse(inspected.Output)!;
        Assert.Equal("a.txt", (string)json["file"]!);
        var report = json["reports"]!.AsArray().Single()!;
        Assert.Equal(2023, (int)report["year"]!);
        Assert.Equal("审计", (string)report["unitType"]!);
        var passage = report["sections"]!.AsArray().SelectMany(section => section!["passages"]!.AsArray()).First()!;
        Assert.Equal((string)passage["text"]!, ((string)report["text"]!).Substring((int)passage["start"]!, (int)passage["length"]!));
        var removal = json["removed"]!.AsArray().First()!;
        Assert.NotNull(removal["rule"]);
        Assert.Equal(((string)removal["text"]!).Length, (int)removal["length"]!);
        Assert.True((int)removal["line"]! > 0);
    }

    [Fact]
    public async Task A_key_is_shown_once_kept_as_a_hash_listed_and_revoked()
    {
        var added = await RunAsync("keys", "add", "审计科", "--scopes", "search,read", "--expires", "2999-01-31", "--index", Index);
        Assert.True(added.Code == 0, added.Error);
        var key = added.Output.Trim();
        Assert.Matches("^kb_[A-Za-z0-9_-]{43}$", key);
        Assert.DoesNotContain(key, await File.ReadAllTextAsync(Path.Combine(_home, "keys.json")), StringComparison.Ordinal);
        var listed = await RunAsync("keys", "list", "--index", Index);
        Assert.Contains("审计科\tsearch,read", listed.Output, StringComparison.Ordinal);
        var id = listed.Output.Split('\t')[0];
        Assert.Equal(0, (await RunAsync("keys", "revoke", id, "--index", Index)).Code);
        Assert.Contains("revoked", (await RunAsync("keys", "list", "--index", Index)).Output, StringComparison.Ordinal);
        string[][] mistakes =
            [["revoke", "none"], ["add", "x", "--scopes", "serch"], ["add", "x", "--scopes", "read", "--expires", "2001-01-01"]];
        foreach (var wrong in mistakes)
        {
            var refused = await RunAsync(["keys", .. wrong, "--index", Index]);
            Assert.Equal(1, refused.Code);
            Assert.StartsWith("error: ", Assert.Single(refused.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("inspect", "missing.txt")]
    [InlineData("ingest", "missing", "--index", "x")]
    [InlineData("check", "--index", "missing")]
    public async Task What_is_not_there_ends_in_one_clear_line(params string[] arguments)
    {
        var run = await RunAsync(
            [.. arguments.Select(argument => argument.Contains("missing", StringComparison.Ordinal) || argument == "x"
                ? Path.Combine(_home, argument)
                : argument)]);
        Assert.Equal(1, run.Code);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Contains("missing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_no_index_is_refused_and_left_as_it_is()
    {
        Directory.CreateDirectory(Index);
        Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        await File.WriteAllTextAsync(Path.Combine(Index, "my-thesis.txt"), "precious");
        var run = await RunAsync("ingest", Corpus, "--index", Index);
        Assert.Equal(1, run.Code);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Equal(["my-thesis.txt"], Directory.GetFileSystemEntries(Index).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_second_writer_is_refused_with_the_first_one_named()
    {
        Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        using var store = new KnowledgeStore(Index);
        using var writer = store.OpenWriter();
        var run = await RunAsync("ingest", Corpus, "--index", Index);
        Assert.Equal(1, run.Code);
        Assert.Contains(
            Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture), run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private void Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Corpus);
        File.WriteAllBytes(Path.Combine(Corpus, name), bytes);
    }

    private List<string> Ids()
    {
        using var store = new KnowledgeStore(Index);
        using var snapshot = store.Snapshot();
        var result = snapshot.Search(new Engine.SearchRequest { Query = new Engine.Query.Text("学习形式", Engine.TextMatch.Any), Limit = 100 });
        return [.. result.Hits.Select(hit => $"{snapshot.Read(hit.Document).Id} {hit.Score}")];
    }

    /// <summary>Runs the program to its end.</summary>
    internal static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [typeof(IndexerServices).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static async Task UntilKnownAsync(KnowledgeStore store, int files)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (true)
        {
            store.Refresh();
            if (store.Catalog.Files.Count == files)
                return;
            await Task.Delay(20, patience.Token);
        }
    }
}
