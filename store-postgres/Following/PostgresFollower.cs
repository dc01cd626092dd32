using KnowledgeBase.Engine;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Postgres.Connections;
using KnowledgeBase.Store.Postgres.Statements;
using KnowledgeBase.Store.Readings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace KnowledgeBase.Store.Postgres.Following;

/// <summary>
/// Keeps this machine's index like the database. Searches read the index alone, so they go on while the database is gone.
/// </summary>
internal sealed partial class PostgresFollower(
    KnowledgeStore store,
    PostgresDatabase database,
    FeedSignals signals,
    CurrentReader current,
    TimeProvider clock,
    ILogger<PostgresFollower> log)
    : BackgroundService, INode
{
    /// <summary>A commit of the index costs several milliseconds: what arrives within so short a time is taken up together.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(60);

    private static readonly TimeSpan Polling = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BesideAnother = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Asking = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private FeedPosition _reached = FeedPosition.Start;
    private volatile bool _isCaughtUp;
    private volatile string? _failure;
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long? Position => Reached().Number;

    public string? NotReady => _isCaughtUp
        ? null
        : $"this node is at position {Position} and catches up with the database" + (_failure is null ? "" : $": {_failure}");

    public string? Degraded => _failure;

    public async Task<bool> ReachAsync(long position, TimeSpan patience, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        long? target = null;
        while (clock.GetElapsedTime(began) < patience)
        {
            var moved = Moved();
            var reached = Reached();
            if (target is null || reached.Number >= target)
            {
                try
                {
                    // One statement, one snapshot: what was accepted up to the position is done, and all of it stands at or before
                    // the head. A task's position is the one behind the head of its time, where nothing has to come to stand.
                    var (isSettled, head, isSame) = database.Run(connection => connection.Query(
                        """
                        select not exists (select from tasks where state in ('waiting', 'running') and position <= $1), head,
                            $2 = 0 or exists (select from feed_marks where position = $2 and mark = $3)
                        from feed
                        """,
                        reader => (reader.GetBoolean(0), reader.GetInt64(1), reader.GetBoolean(2)),
                        position,
                        reached.Number,
                        reached.Mark))[0];
                    if (isSettled)
                        target ??= head;

                    // The same number may mean something else in the history of a standby that has taken over.
                    if (isSame && target + 1 >= position && reached.Number >= target)
                        return true;
                }
                catch (StoreUnavailableException)
                {
                    return false;
                }
            }

            if (target + 1 < position)
                return false;
            await Task.WhenAny(moved, Task.Delay(Asking, clock, cancel)).ConfigureAwait(false);
            cancel.ThrowIfCancellationRequested();
        }

        return false;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (IndexLockedException)
            {
                await FollowAnotherAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                // Searches go on whatever it is, and it may pass.
                if (e is not (IndexException or IOException or OtherCorpusException))
                    Stopped(e);
                Fail(e.Message);
                await Task.Delay(AfterRefusal, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task FollowAsync(CancellationToken cancel)
    {
        using var writer = store.OpenReplicaWriter();
        if (writer.Position is { } known)
            Move(known);
        var reader = new FeedReader(writer);
        while (true)
        {
            try
            {
                using var connection = database.Open();
                if (!Watch(() => reader.Verify(connection)))
                {
                    // Searches go on from the old state, which has come nowhere in the new history.
                    Move(FeedPosition.Start);
                    OtherHistory();
                }

                while (true)
                {
                    var changed = signals.Changed;
                    Move(Watch(() => reader.Read(connection, Move, cancel)));
                    Succeed();
                    if (reader.HasNewTexts)
                        current.Refresh();
                    await Task.WhenAny(changed, Task.Delay(Polling, clock, cancel)).ConfigureAwait(false);
                    await Task.Delay(Gathering, clock, cancel).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (e is StoreUnavailableException or StoreSchemaException or PostgresException)
            {
                Fail(e.Message);
                await Task.Delay(AfterFailure, clock, cancel).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Another process of this machine keeps the same index; this one reads it.</summary>
    private async Task FollowAnotherAsync(CancellationToken cancel)
    {
        try
        {
            for (var i = 0; i < 20; i++)
            {
                store.Refresh();
                if (store.Position is { } position)
                {
                    Move(position);
                    Succeed();
                }

                await Task.Delay(BesideAnother, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (Exception e) when (e is IndexException or IOException)
        {
            Fail(e.Message);
        }
    }

    private static T Watch<T>(Func<T> work) => PostgresDatabase.Guard(work);

    private Task Moved()
    {
        lock (_lock)
            return _moved.Task;
    }

    private FeedPosition Reached()
    {
        lock (_lock)
            return _reached;
    }

    private void Move(FeedPosition position)
    {
        TaskCompletionSource moved;
        lock (_lock)
        {
            if (position == _reached)
                return;
            _reached = position;
            moved = _moved;
            _moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        moved.TrySetResult();
    }

    private void Succeed()
    {
        if (_failure is not null)
            FollowingAgain();
        (_failure, _isCaughtUp) = (null, true);
    }

    private void Fail(string reason)
    {
        if (_failure is null)
            NotFollowing(reason);
        _failure = reason;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nothing new arrives, searches go on: {reason}")]
    private partial void NotFollowing(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Following the database stopped and is tried again")]
    private partial void Stopped(Exception e);

    [LoggerMessage(Level = LogLevel.Information, Message = "Following the database again")]
    private partial void FollowingAgain();

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The database does not have the history that this index has followed (a standby took over, or a backup was restored): "
        + "the index is made anew from it")]
    private partial void OtherHistory();
}
