using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace KnowledgeBase.SearchApi.Tests.Hosting;

/// <summary>How a server that a service manager runs begins and ends: a process of its own, asked to end by a signal.</summary>
public sealed partial class ShutdownTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("kb-stop-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task A_signal_under_load_fails_no_request_and_ends_with_zero()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "processes are asked to end by a signal");
        var (process, address) = await StartAsync();
        using (process)
        using (var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(3) })
        {
            // One upload is under way when the signal comes, and its last bytes come after it.
            var content = new HeldContent();
            var upload = client.PostAsync("/api/v1/reports", new MultipartFormDataContent { { content, "file", "a.txt" } });
            await content.Begun;
            var (answered, faults) = (0, new List<string>());
            var callers = Enumerable.Range(0, 4).Select(_ => CallAsync()).ToList();
            while (Volatile.Read(ref answered) < 50)
                await Task.Delay(10, TestContext.Current.CancellationToken);
            await TerminateAsync(process);
            await Task.WhenAll(callers);
            content.End();
            using var uploaded = await upload;
            Assert.Equal(HttpStatusCode.Accepted, uploaded.StatusCode);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal((0, ""), (process.ExitCode, string.Join('\n', faults)));
            Assert.NotEmpty(Directory.GetFiles(Path.Combine(_home, "uploads")));

            // Four callers at 20 ms each are at the most 200 requests a second; they stop when nobody listens any more.
            async Task CallAsync()
            {
                try
                {
                    while (true)
                    {
                        using var answer = await client.GetAsync("/api/v1/search?q=x");
                        if (answer.IsSuccessStatusCode)
                            Interlocked.Increment(ref answered);
                        else
                            Add(answer.StatusCode.ToString());
                        await Task.Delay(20);
                    }
                }
                catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError)
                {
                    // Nobody listens: this request was never under way.
                }
                catch (HttpRequestException e)
                {
                    Add(e.ToString());
                }
            }

            void Add(string fault)
            {
                lock (faults)
                    faults.Add(fault);
            }
        }
    }

    [Fact]
    public async Task A_service_manager_is_told_when_the_server_listens_and_when_it_ends()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a protocol of systemd");
        var path = Path.Combine(_home, "notify");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        var (process, address) = await StartAsync(("NOTIFY_SOCKET", path));
        using (process)
        {
            Assert.Equal("READY=1", await ReceiveAsync(socket));
            using (var client = new HttpClient { BaseAddress = address })
                Assert.Equal("ok", await client.GetStringAsync("/livez"));
            await TerminateAsync(process);
            Assert.Equal("STOPPING=1", await ReceiveAsync(socket));
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, process.ExitCode);
        }
    }

    private async Task<(Process Process, Uri Address)> StartAsync(params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                typeof(ApiHost).Assembly.Location, "--Urls", "http://127.0.0.1:0", "--Index:Folder", Path.Combine(_home, "index"),
                "--Corpus:Uploads", Path.Combine(_home, "uploads"),
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (Listening().Match(line) is not { Success: true } match)
                continue;
            _ = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            return (process, new Uri(match.Groups[1].Value));
        }

        throw new InvalidOperationException("the server ended: " + await process.StandardError.ReadToEndAsync());
    }

    private static async Task TerminateAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> ReceiveAsync(Socket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var buffer = new byte[100];
        return Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, patience.Token));
    }

    [GeneratedRegex("Now listening on: (http://[^ ]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Listening();

    /// <summary>A body whose end waits until it is asked for.</summary>
    private sealed class HeldContent : HttpContent
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        public void End() => _end.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("第一部分\n"u8.ToArray());
            await stream.FlushAsync();
            _begun.SetResult();
            await _end.Task;
            await stream.WriteAsync("第二部分\n"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
