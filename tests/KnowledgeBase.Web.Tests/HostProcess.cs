using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KnowledgeBase.Web.Tests;

/// <summary>The host as README starts it, in a process of its own, over the sample corpus and an empty index.</summary>
public sealed partial class HostProcess : IAsyncLifetime
{
    /// <summary>
    /// A name that browsers do not take for this machine: pages under it have no clipboard interface, as on plain http in a LAN.
    /// </summary>
    public const string LanName = "kb.test";

    private readonly string _home = Directory.CreateTempSubdirectory("kb-web-").FullName;
    private Process _process = null!;

    public HttpClient Client { get; private set; } = null!;

    public string Address { get; private set; } = "";

    private static string Root { get; } = FindRoot();

    private static string Configuration =>
        AppContext.BaseDirectory.Contains("release", StringComparison.OrdinalIgnoreCase) ? "Release" : "Debug";

    public async ValueTask InitializeAsync()
    {
        (_process, Address) =
            await StartAsync(
                "--Urls", "http://127.0.0.1:0", "--Index:Folder", Path.Combine(_home, "index"), "--Corpus:Uploads",
                Path.Combine(_home, "uploads"), "--Corpus:Corrections", Path.Combine(_home, "corrections.json"),
                    "--Corpus:Marks", Path.Combine(_home, "marks.txt"),
                    "--AllowedHosts", $"127.0.0.1;localhost;{LanName}");
        Client = new HttpClient { BaseAddress = new Uri(Address) };
        await UntilIndexedAsync();
    }

    /// <summary>Runs the README's command with further arguments until it listens; returns where.</summary>
    public static async Task<(Process Process, string Address)> StartAsync(params string[] arguments)
    {
        var process = Launch(arguments);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                _ = process.StandardOutput.ReadToEndAsync();
                _ = process.StandardError.ReadToEndAsync();
                return (process, match.Groups[1].Value);
            }
        }

        throw new InvalidOperationException("the host ended: " + await process.StandardError.ReadToEndAsync());
    }

    /// <summary>Runs the README's command to its end, which must come by itself.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Launch(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, error);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    private static Process Launch(string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", ["run", "--no-build", "-c", Configuration, "--project", "web", "--", .. arguments])
    {
        WorkingDirectory = Root,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private async Task UntilIndexedAsync()
    {
        var samples = Directory.GetFiles(Path.Combine(Root, "corpus")).Length;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var stats = await Client.GetFromJsonAsync<JsonNode>("/api/v1/stats", patience.Token);
            if ((int)stats!["files"]! >= samples)
                return;
            await Task.Delay(100, patience.Token);
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "KnowledgeBase.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("the tests do not run from a checkout");
        return folder.FullName;
    }

    [GeneratedRegex("Now listening on: (http://[^ ]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Listening();
}
