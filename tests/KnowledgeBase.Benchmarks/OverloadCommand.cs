using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace KnowledgeBase.Benchmarks;

/// <summary>
/// What is left of a server that is asked ten times as much as it can answer: its peak is found with more and more callers who wait for
/// their answers; then searches are sent at ten times that rate, whether answers come or not.
/// </summary>
internal static class OverloadCommand
{
    private const int Times = 10;
    private const int MostUnderWay = 4000;

    private static readonly int[] Callers = [1, 2, 4, 8, 16, 32];

    public static async Task RunAsync(string url, string queries, TimeSpan duration)
    {
        var lines = (await File.ReadAllLinesAsync(queries))
            .Select(line => line.StartsWith('{') ? JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()! : line)
            .Where(line => line.Length > 0)
            .Select(line => $"{url.TrimEnd('/')}/api/v1/search?q={Uri.EscapeDataString(line)}")
            .ToArray();
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false })
        {
            Timeout = TimeSpan.FromSeconds(60),
        };
        if (Environment.GetEnvironmentVariable("KB_KEY") is { Length: > 0 } key)
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);

        await WaitingAsync(client, lines, 4, duration / 4);
        var peak = 0.0;
        foreach (var callers in Callers)
            peak = Math.Max(peak, await WaitingAsync(client, lines, callers, duration / 4));

        var (sent, answered, refused, failed, seconds) = await NotWaitingAsync(client, lines, peak * Times, duration);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"peak_per_s\":{peak:0.0},\"sent_per_s\":{sent / seconds:0.0},\"goodput_per_s\":{answered.Count / seconds:0.0},"
            + $"\"goodput_of_peak\":{answered.Count / seconds / peak:0.000},\"accepted_p50_ms\":{At(answered, 0.5):0.0},"
            + $"\"accepted_p99_ms\":{At(answered, 0.99):0.0},\"refused\":{refused.Count},\"refused_p50_ms\":{At(refused, 0.5):0.0},"
            + $"\"refused_p99_ms\":{At(refused, 0.99):0.0},\"refused_within_50_ms\":{Within(refused, 50):0.0000},\"failed\":{failed}}}"));
    }

    /// <summary>Answers a second, of callers who each ask again once they are answered.</summary>
    private static async Task<double> WaitingAsync(HttpClient client, string[] addresses, int callers, TimeSpan duration)
    {
        var next = 0;
        var answered = 0;
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(begun) < duration)
            {
                using var answer = await client.GetAsync(addresses[(uint)Interlocked.Increment(ref next) % (uint)addresses.Length]);
                await answer.Content.CopyToAsync(Stream.Null);
                if (answer.IsSuccessStatusCode)
                    Interlocked.Increment(ref answered);
            }
        })));
        return answered / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task<(int Sent, List<double> Answered, List<double> Refused, int Failed, double Seconds)> NotWaitingAsync(
        HttpClient client, string[] addresses, double rate, TimeSpan duration)
    {
        var (answered, refused) = (new ConcurrentQueue<double>(), new ConcurrentQueue<double>());
        var (sent, failed, underWay) = (0, 0, 0);
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < duration)
        {
            var due = (int)(Stopwatch.GetElapsedTime(begun).TotalSeconds * rate);

            // Who sends no faster than this is the measure's own limit; what was really sent is a figure of its own.
            while (sent < due && Volatile.Read(ref underWay) < MostUnderWay)
            {
                Interlocked.Increment(ref underWay);
                _ = SendAsync(addresses[sent++ % addresses.Length]);
            }

            await Task.Delay(1);
        }

        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var counted = (Answered: answered.ToList(), Refused: refused.ToList());
        while (Volatile.Read(ref underWay) > 0)
            await Task.Delay(10);
        return (sent, counted.Answered, counted.Refused, failed, seconds);

        async Task SendAsync(string address)
        {
            var at = Stopwatch.GetTimestamp();
            try
            {
                using var answer = await client.GetAsync(address);
                var took = Stopwatch.GetElapsedTime(at).TotalMilliseconds;
                if (answer.IsSuccessStatusCode)
                    answered.Enqueue(took);
                else if ((int)answer.StatusCode is 429 or 503)
                    refused.Enqueue(took);
                else
                    Interlocked.Increment(ref failed);
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                Interlocked.Increment(ref failed);
            }
            finally
            {
                Interlocked.Decrement(ref underWay);
            }
        }
    }

    private static double At(List<double> times, double share) =>
        times.Count == 0 ? 0 : times.Order().ElementAt((int)Math.Min(times.Count - 1, times.Count * share));

    private static double Within(List<double> times, double limit) =>
        times.Count == 0 ? 1 : times.Count(time => time <= limit) / (double)times.Count;
}
