using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Postgres.Statements;
using Microsoft.Extensions.Hosting;

namespace KnowledgeBase.Store.Postgres.Connections;

/// <summary>
/// Wakes whoever waits for changes or for work as soon as the database says so. Notifications are a hint: waiting ends by itself after a
/// while, so that nothing depends on one that was lost.
/// </summary>
internal sealed class FeedSignals(PostgresDatabase database) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(500);

    /// <summary>Raised once for everybody who waits, then replaced.</summary>
    private TaskCompletionSource _changed = NewSource();
    private TaskCompletionSource _work = NewSource();

    /// <summary>Taken before looking, awaited after nothing was found.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    /// <summary>The same for tasks.</summary>
    public Task Work => Volatile.Read(ref _work).Task;

    /// <summary>Wakes those of this process who wait for work.</summary>
    public void SignalWork() => Raise(ref _work);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = database.Open();
                connection.Notification += (_, e) =>
                {
                    if (e.Channel == Channels.Work)
                        Raise(ref _work);
                    else
                        Raise(ref _changed);
                };
                connection.Execute($"listen {Channels.Feed}; listen {Channels.Work}");
                Raise(ref _changed);
                Raise(ref _work);
                while (true)
                    await connection.WaitAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is StoreUnavailableException or StoreSchemaException || PostgresDatabase.IsUnavailable(e))
            {
                // The follower and the worker say so; this only listens again.
                await Task.Delay(AfterFailure, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static void Raise(ref TaskCompletionSource source) => Interlocked.Exchange(ref source, NewSource()).TrySetResult();
}
