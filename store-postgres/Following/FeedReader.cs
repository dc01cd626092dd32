using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Postgres.Statements;
using KnowledgeBase.Store.Postgres.Tables;
using KnowledgeBase.Store.Records;
using Npgsql;

namespace KnowledgeBase.Store.Postgres.Following;

/// <summary>
/// Brings an index from one position to the newest. Every row of the database carries the position of its last change, so what has changed
/// since a position is what stands behind it, each thing once and as it is now: as much for a new node as for one that was away.
/// </summary>
/// <remarks>
/// All is read in one snapshot of the database. In between the index may hold newer versions than its position says, never older ones, and
/// what is missing stands behind the position; at the end it is what the database was at the snapshot.
/// </remarks>
internal sealed class FeedReader(IReplicaWriter writer)
{
    /// <summary>So many passages are committed at once while catching up: what a kill costs, against a commit's own cost.</summary>
    private const int PassagesPerCommit = 50_000;

    /// <summary>Enough to keep all processors busy, and little memory.</summary>
    private const int MostAhead = 64;

    private const string Changes =
        """
        select position, 0, source_path, entry, null::bytea[] from files where position > $1
        union all
        select position, 1, encode(hash, 'hex'), null, reports from readings where position > $1
        union all
        select position, 2, name, convert_to(content, 'UTF8'), null from texts where position > $1
        order by 1
        """;

    // Changes when a standby takes over, and when a backup is restored.
    private const string TimelineOfFeed = "history::text || '/' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8)";

    private bool _isStartingOver;
    private bool _owesPurge;

    /// <summary>Up to where changes have been applied; ahead of the committed position where nothing stands in between.</summary>
    public long Applied { get; private set; } = writer.Position?.Number ?? 0;

    /// <summary>True where the last call applied users' or learned marks or corrections.</summary>
    public bool HasNewTexts { get; private set; }

    /// <summary>
    /// Starts over where the index has followed a history that the database does not have: a standby that took over had not received the
    /// end of it, or the database was restored from a backup. The old state is searched until the new one is complete.
    /// </summary>
    /// <remarks>
    /// To be called for each new connection. What had moved the feed without changing a row may be lost with the server's last moments,
    /// and other changes may stand at these positions then: reading goes on from the committed position, whose mark is known.
    /// </remarks>
    /// <returns>False where it has to start over.</returns>
    public bool Verify(NpgsqlConnection connection)
    {
        Applied = _isStartingOver ? 0 : writer.Position?.Number ?? 0;
        if (writer.Position is not { } position || position.Number == 0 || _isStartingOver)
            return !_isStartingOver;
        var head = connection.Scalar<long>("select head from feed");
        var mark = connection.Scalar<Guid?>("select mark from feed_marks where position = $1", position.Number);
        var isSame = position.Number <= head
            && (position.Mark == Guid.Empty || mark is null ? position.Timeline == Timeline(connection) : mark == position.Mark);
        if (isSame)
            return true;
        writer.Clear();
        (Applied, _isStartingOver) = (0, true);
        return false;
    }

    /// <summary>Applies what is new. Returns the position that the index is at then, with the mark that the database has there.</summary>
    public FeedPosition Read(NpgsqlConnection connection, Action<FeedPosition>? progressed, CancellationToken cancel)
    {
        HasNewTexts = false;
        using var transaction = connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);
        var reached = connection.Query(
            $"select f.head, m.mark, {TimelineOfFeed} from feed f left join feed_marks m on m.position = f.head",
            reader => new FeedPosition(reader.GetInt64(0), reader.OrNull<Guid>(1), reader.GetString(2)))[0];
        var head = reached.Number;
        if (head == Applied && writer.Position is not null && !_isStartingOver)
            return reached;
        var any = ApplyAll(connection, reached.Timeline, progressed, cancel);
        transaction.Commit();
        if (any || writer.Position is null || _isStartingOver)
            writer.Commit(reached);
        (Applied, _isStartingOver) = (head, false);
        if (_owesPurge)
            writer.Purge();
        _owesPurge = false;
        return reached;
    }

    /// <summary>Readings are made ready side by side and put in the order of the feed.</summary>
    private bool ApplyAll(NpgsqlConnection connection, string timeline, Action<FeedPosition>? progressed, CancellationToken cancel)
    {
        using var command = connection.Command(Changes, Applied);
        command.CommandTimeout = 0;
        using var reader = command.ExecuteReader(System.Data.CommandBehavior.SequentialAccess);
        var ahead = new Queue<Change>();
        var any = false;
        var passages = 0;
        while (reader.Read())
        {
            cancel.ThrowIfCancellationRequested();
            ahead.Enqueue(Change.Read(reader));
            any = true;
            if (ahead.Count > MostAhead)
                ApplyNext();
        }

        while (ahead.Count > 0)
            ApplyNext();
        return any;

        void ApplyNext()
        {
            var change = ahead.Dequeue();
            passages += Apply(change);
            if (passages < PassagesPerCommit || _isStartingOver)
                return;
            var position = new FeedPosition(change.Position, Guid.Empty, timeline);
            writer.Commit(position);
            Applied = change.Position;
            progressed?.Invoke(position);
            passages = 0;
        }
    }

    /// <summary>Returns how many passages it brought.</summary>
    private int Apply(Change change)
    {
        switch (change)
        {
            case { Kind: ChangeKind.Reading, Reading: { } making }:
                var reading = making.GetAwaiter().GetResult();
                writer.PutReading(reading);
                return reading.Passages;
            case { Kind: ChangeKind.File, Bytes: { } entry }:
                writer.PutFile(FileEntry.FromBytes(entry));
                return 0;
            case { Kind: ChangeKind.File }:
                writer.RemoveFile(change.Key);
                return 0;
            default:
                HasNewTexts = true;
                if (change is { Key: TextTable.LearnedMarks, Bytes: { } marks })
                    writer.PutLearnedMarks(System.Text.Encoding.UTF8.GetString(marks));
                _owesPurge |= change.Key == TextTable.Purged;
                return 0;
        }
    }

    private static string Timeline(NpgsqlConnection connection) => connection.Scalar<string>($"select {TimelineOfFeed} from feed")!;

    private enum ChangeKind
    {
        File,
        Reading,
        Text,
    }

    private sealed record Change(long Position, ChangeKind Kind, string Key, byte[]? Bytes, Task<ReplicaReading>? Reading)
    {
        public static Change Read(NpgsqlDataReader reader)
        {
            var position = reader.GetInt64(0);
            var kind = (ChangeKind)reader.GetInt32(1);
            var key = reader.GetString(2);
            var bytes = reader.OrNull<byte[]>(3);
            if (kind != ChangeKind.Reading)
                return new Change(position, kind, key, bytes, null);
            var records = reader.OrNull<byte[][]>(4) ?? [];
            return new Change(position, kind, key, null, Task.Run(() => ReplicaReading.Of(key, records)));
        }
    }
}
