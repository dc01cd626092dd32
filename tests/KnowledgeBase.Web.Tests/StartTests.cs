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

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private static async Task EndsInOneLineAsync(string named, params string[] arguments)
    {
        var (code, error) = await HostProcess.RunAsync(arguments);
        Assert.Equal(1, code);
        var line = Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Contains(named, line, StringComparison.Ordinal);
    }
}
