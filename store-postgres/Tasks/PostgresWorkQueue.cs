using System.Runtime.CompilerServices;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Postgres.Connections;
using KnowledgeBase.Store.Postgres.SharedTexts;
using KnowledgeBase.Store.Postgres.Statements;
using KnowledgeBase.Store.Postgres.Tables;
using KnowledgeBase.Store.Readings;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Settings;
using KnowledgeBase.Store.Tasks;
using Microsoft.Extensions.Options;
using Npgsql;

namespace KnowledgeBase.Store.Postgres.Tasks;

/// <summary>The queue that all importers share. Each claims what is next under a lease, which it renews while it lives.</summary>
/// <remarks>
/// A task whose importer did not come back is claimed again, then alone, and by an importer that has lived for a while: whoever ends while
/// reading it so has ended over it, and after three such ends the file is quarantined. What was merely under way beside another file's end,
/// or when an importer was ended at its start, is not blamed.
/// </remarks>
internal sealed class PostgresWorkQueue : IWorkQueue, IDisposable
{
    private const int MostListed = 1000;

    private static readonly TimeSpan Polling = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhileUnavailable = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhenIdlePolling = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ProgressAge = TimeSpan.FromMilliseconds(250);

    private readonly PostgresDatabase _database;
    private readonly FeedSignals _signals;
    private readonly IndexerOptions _options;
    private readonly TimeProvider _clock;
    private readonly Claims _claims;
    private readonly IUserEdits _user;
    private readonly CurrentReader _current;
    private readonly SharedFiles _shared;
    private readonly ITimer _renewal;
    private readonly long _startedAt;
    private readonly Lock _counting = new();
    private volatile bool _isComplete;
    private volatile PauseReason? _paused;
    private IndexProgress _progress = new(0, 0, 0, 0, null);
    private long _countedAt;
    private bool _isCounted;
    private long _texts;
    private volatile bool _owesRelease;

    public PostgresWorkQueue(
        PostgresDatabase database,
        FeedSignals signals,
        Claims claims,
        IUserEdits user,
        CurrentReader current,
        SharedFiles shared,
        IOptions<IndexerOptions> options,
        TimeProvider clock)
    {
        (_database, _signals, _claims, _user, _current, _shared) = (database, signals, claims, user, current, shared);
        (_options, _clock, _startedAt) = (options.Value, clock, clock.GetTimestamp());
        var renewing = Lease / 3;
        _renewal = clock.CreateTimer(_ => Renew(), null, renewing, renewing);
    }

    public IndexProgress Progress
    {
        get
        {
            lock (_counting)
            {
                if (_isCounted && _clock.GetElapsedTime(_countedAt) < ProgressAge)
                    return _progress with { Paused = _paused };
                try
                {
                    _progress = _database.Run(Count);
                }
                catch (StoreUnavailableException e)
                {
                    _progress = _progress with { Paused = new PauseReason(PauseReason.DatabaseUnavailable, e.Message) };
                    (_countedAt, _isCounted) = (_clock.GetTimestamp(), true);
                    return _progress;
                }

                (_countedAt, _isCounted) = (_clock.GetTimestamp(), true);
                return _progress with { Paused = _paused };
            }
        }
    }

    public IReadOnlyList<IndexTask> Tasks => _database.Run(connection => connection.Query(
        $"select {TaskColumns} from tasks order by id desc limit $1", ReadTask, MostListed));

    /// <summary>Every process may hand in; who reads is another question.</summary>
    public bool HasWorker => true;

    private TimeSpan Lease => TimeSpan.FromSeconds(_options.LeaseSeconds);

    private const string TaskColumns =
        "id, source_path, state, enqueued_at, started_at, finished_at, reports, passages, code, message";

    public IndexTask? Find(long uid) => _database.Run(connection => connection.Query(
        $"select {TaskColumns} from tasks where id = $1", ReadTask, uid)) is [var task] ? task : null;

    public ValueTask<WorkTicket> EnqueueAsync(string sourcePath, WorkReason reason, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var ticket = _database.InTransaction(connection => TaskTable.Enqueue(connection, sourcePath, reason));
        _signals.SignalWork();
        try
        {
            _database.Run(TaskTable.Announce);
        }
        catch (StoreUnavailableException)
        {
            // The task is there, and importers ask for it by themselves.
        }

        return ValueTask.FromResult(ticket);
    }

    public async IAsyncEnumerable<WorkItem> ClaimAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var woken = _signals.Work;
            Claimed? claimed;
            try
            {
                claimed = Claim();
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(WhileUnavailable, _clock, cancel).ConfigureAwait(false);
                continue;
            }

            if (claimed is null)
            {
                if (_isComplete && _claims.IsEmpty)
                    yield break;
                await WaitAsync(woken, _isComplete ? WhenIdlePolling : Polling, cancel).ConfigureAwait(false);
                continue;
            }

            // The first try was beside others.
            if (claimed.Tries > _options.Tries + 1)
            {
                Quarantine(claimed);
                continue;
            }

            yield return new WorkItem(claimed.Uid, claimed.SourcePath, claimed.Reason);

            // Read alone: whoever ends over it shows it.
            while (claimed.Tries > 1 && _claims.Holds(claimed.Uid))
                await _claims.WhenRemovedAsync(Polling, cancel).ConfigureAwait(false);
        }
    }

    public void Complete()
    {
        _isComplete = true;
        _signals.SignalWork();
    }

    public void Succeed(long uid, int reports, int passages) => Finish(
        uid,
        "update tasks set state = 'succeeded', finished_at = now(), lease_until = null, reports = $3, passages = $4",
        reports,
        passages);

    public void Fail(long uid, string code, string reason) => Finish(
        uid, "update tasks set state = 'failed', finished_at = now(), lease_until = null, code = $3, message = $4", code, reason);

    public void Forget(long uid) => Finish(uid, "delete from tasks");

    /// <summary>Whoever claims it at the same moment is first, or finds it taken back.</summary>
    public bool TryCancel(long uid) => _database.InTransaction(connection => connection.Execute(
        "update tasks set state = 'canceled', finished_at = now() where id = $1 and state = 'waiting'", uid)) > 0;

    public void Abandon()
    {
        _claims.Remove(_claims.All);
        try
        {
            _database.Run(connection => ReleaseAll(connection, "worker = $1", _claims.Worker, isTry: false));
        }
        catch (StoreUnavailableException)
        {
            // Made up for by the next claim, or the leases run out.
            _owesRelease = true;
        }
    }

    public void Pause(PauseReason? reason) => _paused = reason;

    public async Task WhenIdle(CancellationToken cancel = default)
    {
        while (true)
        {
            lock (_counting)
                _isCounted = false;
            if (Progress is { IsIdle: true, Paused: null })
                return;
            await Task.Delay(WhenIdlePolling, _clock, cancel).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _renewal.Dispose();
        if (!_claims.IsEmpty)
            Abandon();
    }

    private Claimed? Claim()
    {
        var isSeasoned = _clock.GetElapsedTime(_startedAt) >= Lease;
        var isAlone = _claims.IsEmpty && isSeasoned;
        var claimed = _database.InTransaction(connection =>
        {
            // A claim that a crash of the server loses is a task that nobody has begun.
            connection.Execute("set local synchronous_commit = off");
            if (_owesRelease)
                ReleaseAll(connection, "worker = $1", _claims.Worker, isTry: false);
            ReleaseAll(connection, "lease_until < now() and pg_postmaster_start_time() < now() - $1::interval", Lease, isTry: true);
            return connection.Query(
                """
                update tasks set state = 'running', worker = $1, tries = tries + 1, started_at = now(), lease_until = now() + $2
                where id = (
                    select id from tasks t
                    where state = 'waiting' and not_before <= now() and edition <= $3
                        and ($4 or (tries = 0 and (not $5 or not exists (
                            select from tasks where state = 'waiting' and (tries > 0) = true and not_before <= now() and edition <= $3))))
                        and not exists (
                            select from tasks r where r.state = 'running' and (r.source_path = t.source_path or r.hash = t.hash))
                    order by (tries > 0) desc, id limit 1 for update skip locked)
                returning id, source_path, reason, tries, (select coalesce(max(position), 0) from texts)
                """,
                reader => new Claimed(
                    reader.GetInt64(0),
                    reader.GetString(1),
                    Enum.Parse<WorkReason>(reader.GetString(2)),
                    reader.GetInt32(3),
                    reader.GetInt64(4)),
                _claims.Worker,
                Lease,
                ReportDocuments.Edition,
                isAlone,
                isSeasoned);
        });
        _owesRelease = false;
        if (claimed is not [var one])
            return null;
        _claims.Add(one.Uid);

        // What users and other importers have said before this task was added holds for it.
        if (one.Texts > _texts)
        {
            _shared.Refresh();
            _current.Refresh();
            _texts = one.Texts;
        }

        return one;
    }

    /// <summary>
    /// Puts running tasks back into the queue. One that waits there again already takes the other's place. A server that has been away
    /// gives the living the time of a lease to renew theirs.
    /// </summary>
    private static int ReleaseAll(NpgsqlConnection connection, string which, object? parameter, bool isTry)
    {
        var sql = $"""
            with lost as (
                select id, source_path, position, tries from tasks where state = 'running' and {which} for update skip locked),
            joined as (
                update tasks w set position = least(w.position, l.position), tries = greatest(w.tries, l.tries)
                from lost l where w.state = 'waiting' and w.source_path = l.source_path returning l.id),
            dropped as (
                delete from tasks where id in (select id from joined))
            update tasks set state = 'waiting', worker = null, lease_until = null, not_before = now(),
                tries = {(isTry ? "tries" : "greatest(0, tries - 1)")}
            where id in (select id from lost) and id not in (select id from joined)
            """;
        return parameter is null ? connection.Execute(sql) : connection.Execute(sql, parameter);
    }

    /// <summary>Three importers have ended while they read this file alone.</summary>
    private void Quarantine(Claimed claimed)
    {
        try
        {
            var stamp = _user.StampFor(claimed.SourcePath);
            _database.InTransaction(connection => FileTable.Quarantine(
                connection, claimed.Uid, _claims.Worker, claimed.SourcePath, stamp, claimed.Tries - 2, _clock.GetUtcNow()));
        }
        catch (StoreUnavailableException)
        {
            // The lease runs out, and the next claim comes here again.
        }

        _claims.Remove(claimed.Uid);
    }

    /// <summary>Where the database is gone, the lease runs out and the item is done once more, which is doing it once.</summary>
    private void Finish(long uid, string change, params object[] values)
    {
        if (!_claims.Remove(uid))
            return;
        try
        {
            _database.InTransaction(connection =>
            {
                connection.Execute("set local synchronous_commit = off");
                return connection.Execute(
                    $"{change} where id = $1 and worker = $2 and state = 'running'", [uid, _claims.Worker, .. values]);
            });
        }
        catch (StoreUnavailableException)
        {
            return;
        }
    }

    private void Renew()
    {
        if (_claims.IsEmpty)
            return;
        try
        {
            _database.Run(connection => connection.Execute(
                "update tasks set lease_until = now() + $1 where id = any($2) and worker = $3 and state = 'running'",
                Lease,
                _claims.All,
                _claims.Worker));
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreSchemaException or PostgresException or ObjectDisposedException)
        {
            // Tried again at the next tick; a lease that runs out meanwhile costs another reading of the file, nothing else.
            return;
        }
    }

    private async Task WaitAsync(Task woken, TimeSpan atMost, CancellationToken cancel)
    {
        await Task.WhenAny(woken, Task.Delay(atMost, _clock, cancel)).ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
    }

    private static IndexProgress Count(NpgsqlConnection connection) => connection.Query(
        """
        with open as (
            select state, enqueued_at from tasks
            where state in ('waiting', 'running') and not_before <= now() + interval '1 minute'),
        done as (
            select state from tasks
            where state in ('succeeded', 'failed', 'canceled') and finished_at >= coalesce((select min(enqueued_at) from open), now()))
        select (select count(*) from open where state = 'waiting')::int, (select count(*) from open where state = 'running')::int,
            (select count(*) from done)::int, (select count(*) from done where state = 'failed')::int
        """,
        reader => new IndexProgress(reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), null))[0];

    private static IndexTask ReadTask(NpgsqlDataReader reader) => new()
    {
        Uid = reader.GetInt64(0),
        SourcePath = reader.GetString(1),
        Status = reader.GetString(2) switch
        {
            "waiting" => IndexTaskStatus.Enqueued,
            "running" => IndexTaskStatus.Processing,
            "succeeded" => IndexTaskStatus.Succeeded,
            "canceled" => IndexTaskStatus.Canceled,
            _ => IndexTaskStatus.Failed,
        },
        EnqueuedAt = reader.GetFieldValue<DateTimeOffset>(3),
        StartedAt = reader.OrNull<DateTimeOffset?>(4),
        FinishedAt = reader.OrNull<DateTimeOffset?>(5),
        Reports = reader.GetInt32(6),
        Passages = reader.GetInt32(7),
        Code = reader.OrNull<string>(8),
        Reason = reader.OrNull<string>(9),
    };

    /// <param name="Texts">The position of the newest mark or correction.</param>
    private sealed record Claimed(long Uid, string SourcePath, WorkReason Reason, int Tries, long Texts);
}
