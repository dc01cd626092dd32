using KnowledgeBase.Engine.Proofs.Comparison;
using KnowledgeBase.Engine.Proofs.Generation;
using KnowledgeBase.Engine.Proofs.Oracle;
using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine.Proofs.Differential;

/// <summary>Applies the steps of a script to an index and to a plain index, and compares their answers.</summary>
internal sealed class ScriptRunner : IDisposable
{
    private readonly Func<IStorage> _storage;
    private readonly IndexOptions _options;
    private readonly List<(Snapshot Snapshot, PlainIndex Plain, SearchRequest[] Requests)> _held = [];
    private SearchIndex _index;
    private IndexWriter _writer;
    private PlainIndex _pending;

    /// <param name="committed">The content of the storage.</param>
    public ScriptRunner(Func<IStorage> storage, IndexOptions options, PlainIndex committed)
    {
        _storage = storage;
        _options = options;
        (_index, _writer) = Opened();
        Committed = committed;
        _pending = Committed.Copy();
    }

    public PlainIndex Committed { get; private set; }

    /// <summary>What a commit would make visible.</summary>
    public PlainIndex Pending => _pending;

    public SearchIndex Index => _index;

    /// <summary>False after a failed reopening.</summary>
    public bool IsOpen { get; private set; } = true;

    public void Run(Step step)
    {
        switch (step)
        {
            case Step.Put put:
                _writer.Put(put.Group);
                _pending.Put(put.Group);
                break;
            case Step.Delete delete:
                _writer.Delete(delete.Key);
                _pending.Delete(delete.Key);
                break;
            case Step.Commit:
                _writer.Commit();
                Committed = _pending.Copy();
                break;
            case Step.Optimize:
                _writer.Optimize();
                Committed = _pending.Copy();
                break;
            case Step.Reopen:
                if (IsOpen)
                    Close();
                (_index, _writer) = Opened();
                IsOpen = true;
                _pending = Committed.Copy();
                break;
            case Step.Ask ask:
                Ask(ask.Requests);
                break;
        }
    }

    /// <summary>
    /// What was asked early, again of the snapshots of that time: they answer as before, whatever was written and merged since.
    /// </summary>
    public void RepeatQuestions()
    {
        foreach (var (snapshot, plain, requests) in _held)
        {
            using (snapshot)
                Compare(snapshot, plain, requests);
        }

        _held.Clear();
    }

    private void Ask(IReadOnlyList<SearchRequest> requests)
    {
        using (var snapshot = _index.Snapshot())
            Compare(snapshot, Committed, requests);
        if (_held.Count < 2)
            _held.Add((_index.Snapshot(), Committed, [.. requests.Take(3)]));
    }

    private static void Compare(Snapshot snapshot, PlainIndex plain, IReadOnlyList<SearchRequest> requests)
    {
        ContentComparison.Same(snapshot, plain);
        ContentComparison.SameKeys(snapshot, plain, Fields.KeyPrefixes);
        var comparison = new AnswerComparison(snapshot, plain);
        foreach (var request in requests)
            comparison.Verify(request);
    }

    private (SearchIndex Index, IndexWriter Writer) Opened()
    {
        var opened = SearchIndex.Open(_storage(), Fields.Schema, _options);
        try
        {
            return (opened, opened.OpenWriter());
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private void Close()
    {
        IsOpen = false;
        foreach (var (snapshot, _, _) in _held)
            snapshot.Dispose();
        _held.Clear();
        _writer.Dispose();
        _index.Dispose();
    }

    public void Dispose()
    {
        if (IsOpen)
            Close();
    }
}
