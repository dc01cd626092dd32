using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace KnowledgeBase.Store.Postgres.Tests.Processes;

/// <summary>What <c>tests/scale.sh</c> starts: two importers, three nodes, a database and its standby, each a process of its own.</summary>
internal sealed class Composition : IAsyncDisposable
{
    public static readonly string[] Nodes = ["node1", "node2", "node3"];
    public static readonly string[] Importers = ["importer1", "importer2"];

    /// <summary>Longer for the long run, whose files wait behind each other.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(
        180 + (int.TryParse(Environment.GetEnvironmentVariable("KB_FILES"), CultureInfo.InvariantCulture, out var files) ? files / 15 : 0));

    private const int LogLines = 30;

    private readonly Dictionary<string, int> _ports;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    private Composition(string folder)
    {
        Folder = folder;
        _ports = File.ReadLines(Path.Combine(folder, "ports")).Select(line => line.Split('='))
            .ToDictionary(parts => parts[0], parts => int.Parse(parts[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    public string Folder { get; }

    /// <param name="parts">Which processes; null for all.</param>
    public static async Task<Composition> StartAsync(string? parts = null)
    {
        PostgresServer.Require();
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the script that starts the processes is for Linux");
        var folder = Directory.CreateTempSubdirectory("kb-scale-").FullName;
        try
        {
            await ScriptAsync(parts, "up", folder);
            var made = new Composition(folder);
            foreach (var node in Nodes.Where(node => parts is null || parts.Contains(node, StringComparison.Ordinal)))
                await made.UntilReadyAsync(node);
            return made;
        }
        catch
        {
            await ScriptAsync(null, "down", folder);
            throw;
        }
    }

    public Task StartAsync(string name, CancellationToken _) => ScriptAsync(null, "start", name, Folder);

    public Task KillAsync(string name) => ScriptAsync(null, "kill", name, Folder);

    public Task PromoteAsync() => ScriptAsync(null, "promote", Folder);

    public Task StopAsync() => ScriptAsync(null, "down", Folder);

    /// <summary>Puts a file into an importer's folder, whole from the first moment.</summary>
    public void Write(int folder, string name, byte[] bytes)
    {
        var target = Path.Combine(Folder, $"folder{folder}", name);
        var partial = Path.Combine(Path.GetDirectoryName(target)!, "." + name);
        File.WriteAllBytes(partial, bytes);
        File.Move(partial, target, overwrite: true);
    }

    /// <summary>The status, the position in the answer, and the header that says when to come back.</summary>
    public async Task<(HttpStatusCode Status, long Position, string? RetryAfter)> UploadAsync(string node, string name, byte[] bytes)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", name } };
        using var answer = await _http.PostAsync(new Uri(Address(node) + "/api/v1/reports"), form);
        var position = answer.StatusCode == HttpStatusCode.Accepted
            ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("hits")[0].GetProperty("position").GetInt64()
            : 0;
        return (answer.StatusCode, position, answer.Headers.RetryAfter?.ToString());
    }

    /// <summary>A search on a node; waits there for a position.</summary>
    public async Task<(HttpStatusCode Status, long Total, string Hits, long Position)> SearchAsync(
        string node, string words, long? minPosition = null)
    {
        var address = $"{Address(node)}/api/v1/search?q={Uri.EscapeDataString(words)}&hitsPerPage=50"
            + (minPosition is { } least ? string.Create(CultureInfo.InvariantCulture, $"&minPosition={least}") : "");
        using var answer = await _http.GetAsync(new Uri(address));
        if (answer.StatusCode != HttpStatusCode.OK)
            return (answer.StatusCode, 0, "", 0);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var position = long.Parse(answer.Headers.GetValues("KnowledgeBase-Position").Single(), CultureInfo.InvariantCulture);
        return (answer.StatusCode, body.GetProperty("totalHits").GetInt64(), body.GetProperty("hits").GetRawText(), position);
    }

    public async Task<(HttpStatusCode Status, string Text)> ReadyAsync(string node)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(Address(node) + "/readyz"));
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException e)
        {
            return (HttpStatusCode.BadGateway, e.Message);
        }
    }

    public Task UntilReadyAsync(string node) =>
        UntilAsync(async () => await ReadyAsync(node) is (HttpStatusCode.OK, "ok"), $"{node} is ready");

    /// <summary>Waits until the importers have nothing left to do and all nodes stand where the database does.</summary>
    public async Task UntilSettledAsync(int files)
    {
        await UntilAsync(
            async () =>
            {
                try
                {
                    return await ScalarAsync<long>("select count(*) from files where entry is not null") >= files
                        && await ScalarAsync<long>("select count(*) from tasks where state in ('waiting', 'running')") == 0;
                }
                catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
                {
                    return false;
                }
            },
            $"{files} files are read");
        var head = await ScalarAsync<long>("select head from feed");
        foreach (var node in Nodes)
            await UntilAsync(async () => (await SearchAsync(node, "问题", head)).Status == HttpStatusCode.OK, $"{node} is at {head}");
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        foreach (var server in new[] { "primary", "standby" })
        {
            try
            {
                await using var connection = new NpgsqlConnection(
                    $"Host=127.0.0.1;Port={_ports[server]};Username=kb;Database=kb;Pooling=false;Timeout=5");
                await connection.OpenAsync();
                await using var ask = new NpgsqlCommand("select pg_is_in_recovery()", connection);
                if (await ask.ExecuteScalarAsync() is true)
                    continue;
                await using var command = new NpgsqlCommand(sql, connection);
                return (T)(await command.ExecuteScalarAsync())!;
            }
            catch (NpgsqlException) when (server == "primary")
            {
                // The standby may have taken over.
            }
        }

        throw new InvalidOperationException("there is no primary");
    }

    /// <summary>Runs the importer once over a folder; returns the seconds.</summary>
    public async Task<double> IngestAsync(string folder, string index, bool onServer)
    {
        var began = Stopwatch.GetTimestamp();
        await ScriptAsync(null, onServer ? "ingest" : "ingest-alone", folder, index, Folder);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _http.Dispose();
        if (TestContext.Current.TestState?.Result != TestResult.Failed)
            Directory.Delete(Folder, recursive: true);
    }

    public static byte[] Report(string unit, string problem) => Encoding.UTF8.GetBytes(
        $"{unit}2023年度工作总结\n2023年，{unit}各项工作平稳推进，现总结如下：\n一、主要工作\n（一）抓好日常管理。全年召开例会十二次，"
        + $"事项逐一督办落实。\n二、存在问题\n（一）{problem}。有关情况在日常工作中时有发生，需要认真加以解决。\n");

    public async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await IsMetAsync())
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
            {
                var logs = Directory.EnumerateFiles(Folder, "*.log").Order(StringComparer.Ordinal)
                    .Select(log => $"--- {Path.GetFileName(log)}, its end:\n" + string.Join('\n', LastLines(log)));
                Assert.Fail($"{what}: not within {Patience}\n" + string.Join('\n', logs));
            }

            await Task.Delay(50);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: after {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s");

        async Task<bool> IsMetAsync()
        {
            try
            {
                return await condition();
            }
            catch (HttpRequestException)
            {
                // A node that has ended: where it does not come back, the logs say why.
                return false;
            }
        }
    }

    /// <summary>What tells why, among the lines that a process writes for everything else that it does.</summary>
    private static IEnumerable<string> LastLines(string log)
    {
        using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(LogLines);
    }

    private string Address(string node) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_ports[node]}");

    private static async Task ScriptAsync(string? parts, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Root(), "tests", "scale.sh"), .. arguments]);
        start.Environment["KB_POSTGRES"] = PostgresServer.Programs;
        var isRelease = AppContext.BaseDirectory.Contains("release", StringComparison.Ordinal);
        start.Environment["KB_CONFIGURATION"] = isRelease ? "release" : "debug";
        if (parts is not null)
            start.Environment["KB_PARTS"] = parts;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"scale.sh {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../.."));
}
