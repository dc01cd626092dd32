using System.Collections.Concurrent;
using KnowledgeBase.Engine;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.SavedSearches;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.SearchApi.SavedSearches;

/// <summary>Sends new matches of saved searches to their webhooks until these say yes.</summary>
/// <remarks>
/// There is no queue that could overflow: what waits is the part of the log of arrivals behind a search's position, and one delivery of each
/// search is under way at a time. The position moves on disk once the receiver has said yes; a crash before that sends once more.
/// </remarks>
internal sealed partial class WebhookService(
    SavedSearchFolder folder,
    KnowledgeStore store,
    NewMatches matches,
    SearchOwner owners,
    WebhookTargets targets,
    WebhookClient client,
    IOptions<WebhookOptions> options,
    TimeProvider clock,
    ILogger<WebhookService> log) : BackgroundService
{
    private const int MostRemembered = 50;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Receivers that are waited for side by side.</summary>
    private readonly SemaphoreSlim _slots = new(8);

    /// <summary>Searches that are being looked at or sent.</summary>
    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);

    /// <summary>When a search that was refused is tried again.</summary>
    private readonly ConcurrentDictionary<string, (long Since, TimeSpan Pause)> _pauses = new(StringComparer.Ordinal);

    private long _generation = -1;

    public override void Dispose()
    {
        base.Dispose();
        _slots.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (!targets.IsOpen)
            return;
        IDisposable? right = null;
        string? reported = null;
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                try
                {
                    right ??= folder.TryBeginSending();
                    if (right is not null)
                        Look(stoppingToken);
                    reported = null;
                }
                catch (Exception e) when (e is IndexException or IOException or InvalidDataException or UnauthorizedAccessException)
                {
                    if (reported != e.Message)
                        NotLooked(e.Message);
                    reported = e.Message;
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(_running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            right?.Dispose();
        }
    }

    private void Look(CancellationToken cancel)
    {
        var due = folder.All().Where(search => search.Webhook is not null).ToList();
        if (due.Count == 0)
            return;
        using (var snapshot = store.Snapshot())
        {
            if (snapshot.Generation != _generation)
            {
                folder.RecordArrivals(snapshot.Groups(ReportRecord.KeyPrefix).Select(ReportRecord.IdOf));
                _generation = snapshot.Generation;
            }
        }

        foreach (var search in due.Where(search => IsDue(search) && !_running.ContainsKey(search.Id)))
        {
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _running[search.Id] = RunAsync(search.Id, begun.Task, cancel);
            begun.SetResult();
        }
    }

    private bool IsDue(SavedSearch search)
    {
        if (_pauses.TryGetValue(search.Id, out var pause) && clock.GetElapsedTime(pause.Since) < pause.Pause)
            return false;
        return (search.Waiting is not null || folder.Arrivals(search.Position, 1).Count > 0) && owners.MayReceive(search.Owner);
    }

    private async Task RunAsync(string id, Task begun, CancellationToken cancel)
    {
        await begun.ConfigureAwait(false);
        try
        {
            await _slots.WaitAsync(cancel).ConfigureAwait(false);
            try
            {
                await StepAsync(id, cancel).ConfigureAwait(false);
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // The host ends; the delivery waits on disk.
            return;
        }
        catch (Exception e)
        {
            NotSent(id, e.Message);
            _pauses[id] = (clock.GetTimestamp(), LongestPause);
        }
        finally
        {
            _running.TryRemove(id, out _);
        }
    }

    /// <summary>One delivery, or the news that there is nothing to deliver.</summary>
    private async Task StepAsync(string id, CancellationToken cancel)
    {
        if (folder.Find(id) is not { Webhook: { } webhook, Secret: { } secret } search)
            return;
        var (hits, through) = search.Waiting is { } begun
            ? (matches.Of(search, begun.Through, cancel), begun.Through)
            : matches.Next(search, cancel);
        if (hits.Count == 0)
        {
            folder.Change(id, now => Advance(now, through, search.Waiting is { } waiting
                ? waiting with { Status = Delivery.WithdrawnStatus, Hits = 0 }
                : null));
            return;
        }

        var delivery = search.Waiting is { } waits ? waits with { Hits = hits.Count } : new Delivery
        {
            Id = $"{id}-{through}",
            Through = through,
            Hits = hits.Count,
            Status = Delivery.WaitingStatus,
        };

        // On disk before it is sent: the same matches have the same id after a crash.
        if (folder.Change(id, now => now with { Deliveries = With(now, delivery) }) is null)
            return;
        var (status, error) = await client.SendAsync(
            webhook, secret, new WebhookMessage(delivery.Id, id, search.Name, hits), cancel).ConfigureAwait(false);
        var tried = delivery with
        {
            Attempts = delivery.Attempts + 1,
            LastAttempt = clock.GetUtcNow(),
            LastStatus = status,
            LastError = error,
        };
        if (status is >= 200 and < 300)
        {
            _pauses.TryRemove(id, out _);
            folder.Change(id, now => Advance(now, through, tried with { Status = Delivery.DeliveredStatus }));
            return;
        }

        _pauses[id] = (clock.GetTimestamp(), PauseAfter(tried.Attempts));
        folder.Change(id, now => now with { Deliveries = With(now, tried) });
        if (tried.Attempts == 1)
            Refused(id, status is { } number ? $"status {number}" : error!);
    }

    private TimeSpan PauseAfter(int attempts)
    {
        var pause = TimeSpan.FromMilliseconds(options.Value.RetryMilliseconds * Math.Pow(2, Math.Min(attempts - 1, 30)));
        return pause < LongestPause ? pause : LongestPause;
    }

    private static SavedSearch Advance(SavedSearch search, long through, Delivery? last) =>
        search with { Position = through, Deliveries = last is null ? search.Deliveries : With(search, last) };

    private static List<Delivery> With(SavedSearch search, Delivery delivery) =>
        [.. search.Deliveries.Where(other => other.Id != delivery.Id).Prepend(delivery).Take(MostRemembered)];

    [LoggerMessage(Level = LogLevel.Warning, Message = "New matches of saved searches are not looked for: {reason}")]
    private partial void NotLooked(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The webhook of saved search {id} did not take a delivery, which is tried again: {reason}")]
    private partial void Refused(string id, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "New matches of saved search {id} cannot be sent: {reason}")]
    private partial void NotSent(string id, string reason);
}
