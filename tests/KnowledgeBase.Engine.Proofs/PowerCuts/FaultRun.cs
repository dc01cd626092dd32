using KnowledgeBase.Engine.Proofs.Comparison;
using KnowledgeBase.Engine.Proofs.Differential;
using KnowledgeBase.Engine.Proofs.Faults;
using KnowledgeBase.Engine.Proofs.Generation;
using KnowledgeBase.Engine.Proofs.Oracle;

namespace KnowledgeBase.Engine.Proofs.PowerCuts;

/// <summary>Runs one script with one fault, and checks the recovery after it.</summary>
internal static class FaultRun
{
    /// <summary>A step that fails is repeated at most this often.</summary>
    private const int Attempts = 40;

    /// <summary>How many calls to the disk a script makes without faults.</summary>
    public static int CallsOf(Script script)
    {
        var storage = new FaultStorage(new SimulatedDisk(), FaultPlan.None);
        using (var runner = Start(storage, script, new PlainIndex(Fields.Schema)))
            foreach (var step in script.Steps)
                runner.Run(step);
        return storage.Calls;
    }

    public static void Run(Script script, FaultPlan plan, int seed)
    {
        var disk = new SimulatedDisk();
        PlainIndex committed;
        PlainIndex? inProgress;
        int next;
        // A reader runs beside the writer and refreshes after every failure.
        using (var reader = SearchIndex.Open(new FaultStorage(disk, FaultPlan.None), Fields.Schema))
        {
            (committed, inProgress, next) = RunToFault(script, new FaultStorage(disk, plan), reader);
            if (plan.Fault != Fault.PowerCut)
                ReaderCatchesUp(reader, committed);
        }

        new RecoveryCheck(script, committed, inProgress, next).Check(disk, new Random(seed));
    }

    /// <summary>
    /// Runs the script until the power cut. Returns the acknowledged state, the state being committed, and the first step that was not
    /// done.
    /// </summary>
    private static (PlainIndex Committed, PlainIndex? InProgress, int Next) RunToFault(
        Script script,
        FaultStorage storage,
        SearchIndex reader)
    {
        var committed = new PlainIndex(Fields.Schema);
        ScriptRunner? runner = null;
        var next = 0;
        var commitsFirst = false;
        var failures = 0;
        try
        {
            while (runner is null || next < script.Steps.Count)
            {
                // After a failed put nothing is accepted before the buffered changes have been committed.
                var step = commitsFirst ? new Step.Commit() : script.Steps[next];
                var inProgress = runner is not null && step is Step.Commit or Step.Optimize ? runner!.Pending.Copy() : null;
                try
                {
                    if (runner is null)
                    {
                        runner = Start(storage, script, committed);
                        continue;
                    }

                    runner.Run(step);
                    committed = runner.Committed;
                    if (commitsFirst)
                        commitsFirst = false;
                    else
                        next++;
                }
                catch (IndexException) when (storage.IsCut)
                {
                    return (committed, inProgress, runner is null ? 0 : next + 1);
                }
                catch (IndexException) when (failures++ < Attempts)
                {
                    // Not acknowledged: searches still work, and the step is repeated.
                    commitsFirst = runner is not null && step is Step.Put or Step.Delete;
                    if (runner is { IsOpen: true })
                        StillAnswers(runner);
                    reader.Refresh();
                }
            }

            return (committed, null, next);
        }
        finally
        {
            runner?.Dispose();
        }
    }

    private static void ReaderCatchesUp(SearchIndex reader, PlainIndex committed)
    {
        reader.Refresh();
        using var snapshot = reader.Snapshot();
        ContentComparison.Same(snapshot, committed);
    }

    private static void StillAnswers(ScriptRunner runner)
    {
        using var snapshot = runner.Index.Snapshot();
        if (snapshot.DocumentCount != runner.Committed.Documents.Count)
            throw new DisagreementException(
                $"after an error {snapshot.DocumentCount} documents are visible, not {runner.Committed.Documents.Count}");
    }

    public static ScriptRunner Start(FaultStorage storage, Script script, PlainIndex committed) =>
        new(() => storage, Options(script), committed);

    public static IndexOptions Options(Script script) =>
        new() { WriteBufferBytes = script.WriteBufferBytes, SingleThreaded = script.SingleThreaded };
}
