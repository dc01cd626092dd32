using System.Net;
using System.Net.Sockets;

namespace KnowledgeBase.Web.Tests;

/// <summary>A start that cannot succeed ends in one clear line.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("kb-start-").FullName;

    private string Index => Path.Combine(_home, "index");

    [Fact]
    public async Task A_missing_corpus_folder_is_named()
    {
        var missing = Path.Combine(_home, "nowhere");
        await EndsInOneLineAsync(missing, "--Urls", "http://127.0.0.1:0", "--Index:Folder", Index, "--Corpus:Folder", missing);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        await EndsInOneLineAsync(address, "--Urls", address, "--Index:Folder", Index);
    }

    [Fact]
    public async Task A_folder_that_is_no_index_is_named_and_left_alone()
    {
        Directory.CreateDirectory(Index);
        await File.WriteAllTextAsync(Path.Combine(Index, "thesis.txt"), "precious");
        await EndsInOneLineAsync(Index, "--Urls", "http://127.0.0.1:0", "--Index:Folder", Index);
        Assert.Equal("precious", await File.ReadAllTextAsync(Path.Combine(Index, "thesis.txt")));
    }

    [Fact]
    public async Task A_setting_that_is_no_value_is_named() =>
        await EndsInOneLineAsync("RescanSeconds", "--Urls", "http://127.0.0.1:0", "--Index:Folder", Index, "--Indexer:RescanSeconds", "0");

    [Fact]
    public async Task A_mistyped_setting_is_named() =>
        await EndsInOneLineAsync("Corpus:Foldr", "--Urls", "http://127.0.0.1:0", "--Index:Folder", Index, "--Corpus:Foldr", "x");

    [Fact]
    public async Task A_damaged_index_does_not_keep_the_host_from_listening_and_is_stated()
    {
        string[] arguments = ["--Urls", "http://127.0.0.1:0", "--Index:Folder", Index, "--Corpus:Uploads", Path.Combine(_home, "uploads")];
        var (first, _) = await HostProcess.StartAsync(arguments);
        using (first)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            while (!Directory.Exists(Index) || !Directory.EnumerateFiles(Index, "segment-*").Any())
                await Task.Delay(50, limit.Token);
            await StopAsync(first);
        }

        foreach (var file in Directory.GetFiles(Index).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
            await File.WriteAllTextAsync(file, "damaged");
        var (process, address) = await HostProcess.StartAsync(arguments);
        using (process)
        {
            using var client = new HttpClient();
            using var ready = await client.GetAsync(address + "/readyz");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            using var search = await client.GetAsync(address + "/api/v1/search?q=x");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, search.StatusCode);
            await StopAsync(process);
        }
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private static async Task StopAsync(System.Diagnostics.Process process)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    private static async Task EndsInOneLineAsync(string named, params string[] arguments)
    {
        var (code, output, error) = await HostProcess.RunAsync(arguments);
        Assert.Equal(1, code);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        var line = Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Contains(named, line, StringComparison.Ordinal);
    }
}
