using System.Diagnostics;
using System.Text.RegularExpressions;

namespace KnowledgeBase.Web.Tests;

/// <summary>The host as README starts it, in a process of its own, over the sample corpus and a doubtful report, all of which has been read.</summary>
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
        // Read to the end beforehand: the running host reads some files again when it has learned from the others.
        var index = Path.Combine(_home, "index");
        using (var ingest = Launch("indexer", ["ingest", "corpus", "--index", index]))
        {
            _ = ingest.StandardOutput.ReadToEndAsync();
            var error = await ingest.StandardError.ReadToEndAsync();
            await ingest.WaitForExitAsync();
            if (ingest.ExitCode != 0)
                throw new InvalidOperationException("the corpus was not read: " + error);
        }

        (_process, Address) =
            await StartAsync(
                "--Urls", "http://127.0.0.1:0", "--Index:Folder", index, "--Corpus:Uploads",
                Path.Combine(_home, "uploads"), "--Corpus:Corrections", Path.Combine(_home, "corrections.json"),
                    "--Corpus:Marks", Path.Combine(_home, "marks.txt"),
                    "--AllowedHosts", $"127.0.0.1;localhost;{LanName}");
        Client = new HttpClient { BaseAddress = new Uri(Address) };
        await DoubtfulReport.HandInAsync(Client, "芦溪县水务局");
    }

    /// <summary>Runs the README's command with further arguments until it listens; returns where.</summary>
    public static async Task<(Process Process, string Address)> StartAsync(params string[] arguments)
    {
        var process = Launch("web", arguments);
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
        using var process = Launch("web", arguments);
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

    private static Process Launch(string project, string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", ["run", "--no-build", "-c", Configuration, "--project", project, "--", .. arguments])
    {
        WorkingDirectory = Root,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

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
