using KnowledgeBase.Engine.Proofs.Comparison;
using KnowledgeBase.Engine.Proofs.Generation;
using KnowledgeBase.Engine.Proofs.Oracle;
using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine.Proofs.Differential;

/// <summary>An index and the plain index beside it, living through the same steps.</summary>
internal sealed class Life : IDisposable
{
    readonly Func<IStorage> storage;
    readonly IndexOptions options;
    readonly List<(Snapshot Snapshot, PlainIndex Plain, SearchRequest[] Requests)> held = [];
    SearchIndex index;
    IndexWriter writer;
    PlainIndex pending;

    /// <param name="committed">What the storage holds already.</param>
    public Life(Func<IStorage> storage, IndexOptions options, PlainIndex committed)
    {
        this.storage = storage;
        this.options = options;
        (index, writer) = Opened();
        Committed = committed;
        pending = Committed.Copy();
    }

    public PlainIndex Committed { get; private set; }

    /// <summary>What a commit would make visible.</summary>
    public PlainIndex Pending => pending;

    public SearchIndex Index => index;

    /// <summary>False after a reopening that failed.</summary>
    public bool IsOpen { get; private set; } = true;

    public void Do(Step step)
    {
        switch (step)
        {
            case Step.Put put:
                writer.Put(put.Group);
                pending.Put(put.Group);
                break;
            case Step.Delete delete:
                writer.Delete(delete.Key);
                pending.Delete(delete.Key);
                break;
            case Step.Commit:
                writer.Commit();
                Committed = pending.Copy();
                break;
            case Step.Optimize:
                writer.Optimize();
                Committed = pending.Copy();
                break;
            case Step.Reopen:
                if (IsOpen) Close();
                (index, writer) = Opened();
                IsOpen = true;
                pending = Committed.Copy();
                break;
            case Step.Ask ask:
                Ask(ask.Requests);
                break;
        }
    }

    /// <summary>What was asked early, once more of the snapshots of then: they answer as they did, whatever was written and merged since.</summary>
    public void AskAgain()
    {
        foreach (var (snapshot, plain, requests) in held)
        {
            using (snapshot) Compare(snapshot, plain, requests);
        }
        held.Clear();
    }

    void Ask(IReadOnlyList<SearchRequest> requests)
    {
        using (var snapshot = index.Snapshot()) Compare(snapshot, Committed, requests);
        if (held.Count < 2) held.Add((index.Snapshot(), Committed, [.. requests.Take(3)]));
    }

    static void Compare(Snapshot snapshot, PlainIndex plain, IReadOnlyList<SearchRequest> requests)
    {
        Contents.Same(snapshot, plain);
        Contents.SameKeys(snapshot, plain, Fields.KeyPrefixes);
        var agreement = new Agreement(snapshot, plain);
        foreach (var request in requests) agreement.HoldsFor(request);
    }

    (SearchIndex Index, IndexWriter Writer) Opened()
    {
        var opened = SearchIndex.Open(storage(), Fields.Schema, options);
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

    void Close()
    {
        IsOpen = false;
        foreach (var (snapshot, _, _) in held) snapshot.Dispose();
        held.Clear();
        writer.Dispose();
        index.Dispose();
    }

    public void Dispose()
    {
        if (IsOpen) Close();
    }
}
