using KnowledgeBase.Engine.Proofs.Comparison;
using KnowledgeBase.Engine.Proofs.Differential;
using KnowledgeBase.Engine.Proofs.Faults;
using KnowledgeBase.Engine.Proofs.Generation;
using KnowledgeBase.Engine.Proofs.Oracle;

namespace KnowledgeBase.Engine.Proofs.Cuts;

/// <summary>One life of an index with one fault in it, and what follows.</summary>
internal static class Rehearsal
{
    /// <summary>A call that fails for a while is made again; with more failures than this it will never succeed.</summary>
    private const int Attempts = 40;

    /// <summary>How many calls to the disk a script makes when all goes well.</summary>
    public static int CallsOf(Script script)
    {
        var storage = new FaultStorage(new Disk(), FaultPlan.None);
        using (var life = Begin(storage, script, new PlainIndex(Fields.Schema)))
            foreach (var step in script.Steps)
                life.Do(step);
        return storage.Calls;
    }

    public static void Run(Script script, FaultPlan plan, int seed)
    {
        var disk = new Disk();
        PlainIndex committed;
        PlainIndex? under;
        int next;
        // Beside the writer somebody reads, and looks again whenever something has failed.
        using (var reader = SearchIndex.Open(new FaultStorage(disk, FaultPlan.None), Fields.Schema))
        {
            (committed, under, next) = Live(script, new FaultStorage(disk, plan), reader);
            if (plan.Fault != Fault.PowerCut)
                TakesUp(reader, committed);
        }

        new Aftermath(script, committed, under, next).Check(disk, new Random(seed));
    }

    /// <summary>Lives until the power goes: what was acknowledged, what was being committed, and the first step that was not done.</summary>
    private static (PlainIndex Committed, PlainIndex? Under, int Next) Live(Script script, FaultStorage storage, SearchIndex reader)
    {
        var committed = new PlainIndex(Fields.Schema);
        Life? life = null;
        var next = 0;
        var mends = false;
        var failures = 0;
        try
        {
            while (life is null || next < script.Steps.Count)
            {
                // After a refusal nothing is taken before what is held has been committed.
                var step = mends ? new Step.Commit() : script.Steps[next];
                var under = life is not null && step is Step.Commit or Step.Optimize ? life!.Pending.Copy() : null;
                try
                {
                    if (life is null)
                    {
                        life = Begin(storage, script, committed);
                        continue;
                    }

                    life.Do(step);
                    committed = life.Committed;
                    if (mends)
                        mends = false;
                    else
                        next++;
                }
                catch (IndexException) when (storage.IsCut)
                {
                    return (committed, under, life is null ? 0 : next + 1);
                }
                catch (IndexException) when (failures++ < Attempts)
                {
                    // Not done, not acknowledged: searches go on, and the same is asked again.
                    mends = life is not null && step is Step.Put or Step.Delete;
                    if (life is { IsOpen: true })
                        StillAnswers(life);
                    reader.Refresh();
                }
            }

            return (committed, null, next);
        }
        finally
        {
            life?.Dispose();
        }
    }

    private static void TakesUp(SearchIndex reader, PlainIndex committed)
    {
        reader.Refresh();
        using var snapshot = reader.Snapshot();
        Contents.Same(snapshot, committed);
    }

    private static void StillAnswers(Life life)
    {
        using var snapshot = life.Index.Snapshot();
        if (snapshot.DocumentCount != life.Committed.Documents.Count)
            throw new DisagreementException($"after an error {snapshot.DocumentCount} documents are visible, not {life.Committed.Documents.Count}");
    }

    public static Life Begin(FaultStorage storage, Script script, PlainIndex committed) => new(() => storage, Options(script), committed);

    public static IndexOptions Options(Script script) => new() { WriteBufferBytes = script.WriteBufferBytes, SingleThreaded = script.SingleThreaded };
}
