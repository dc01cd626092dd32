using KnowledgeBase.Engine.Proofs.Comparison;
using KnowledgeBase.Engine.Proofs.Faults;
using KnowledgeBase.Engine.Proofs.Generation;
using KnowledgeBase.Engine.Proofs.Oracle;

namespace KnowledgeBase.Engine.Proofs.PowerCuts;

/// <summary>What must hold after a restart.</summary>
/// <param name="committed">The last acknowledged commit.</param>
/// <param name="inProgress">The commit that was in progress, which may have become durable; null for none.</param>
/// <param name="next">The step of the script to continue with.</param>
internal sealed class RecoveryCheck(Script script, PlainIndex committed, PlainIndex? inProgress, int next)
{
    private static readonly SearchRequest[] Questions =
    [
        new() { Limit = 3, Facets = [new FacetRequest("section"), new FacetRequest("year")] },
        new() { Query = new Query.Text("防汛工作 a1", TextMatch.Any), Limit = 4 },
        new() { Query = new Query.Text("防", TextMatch.Phrase), Collapse = true },
        new() { Query = new Query.Not(new Query.Text("，", TextMatch.Exact)), Sort = new NumberSort("year", true) },
    ];

    /// <summary>Names may reach the disk in many combinations, so this outcome is drawn more than once.</summary>
    private static readonly Outcome[] Outcomes =
    [
        Outcome.Lost, Outcome.Torn, Outcome.ZeroFilled, Outcome.Kept, Outcome.NamesLost, Outcome.NamesMixed, Outcome.NamesMixed,
        Outcome.NamesMixed,
    ];

    /// <summary>Checks every outcome of a cut; after one of them the rest of the script is run as well.</summary>
    public void Check(SimulatedDisk disk, Random random)
    {
        var continued = random.Next(Outcomes.Length);
        for (var i = 0; i < Outcomes.Length; i++)
        {
            var left = disk.AfterCut(Outcomes[i], random);
            try
            {
                var found = Recovered(left);
                if (i == continued)
                    Continue(left, found);
            }
            catch (Exception e)
            {
                throw new DisagreementException($"{Outcomes[i]}: {e}");
            }
        }
    }

    private PlainIndex Recovered(SimulatedDisk disk)
    {
        using var index = SearchIndex.Open(new FaultStorage(disk, FaultPlan.None), Fields.Schema, FaultRun.Options(script));
        using var snapshot = index.Snapshot();
        var found = inProgress is not null && Holds(snapshot, inProgress) ? inProgress : committed;
        ContentComparison.Same(snapshot, found);
        var comparison = new AnswerComparison(snapshot, found);
        foreach (var question in Questions)
            comparison.Verify(question);
        return found;
    }

    private static bool Holds(Snapshot snapshot, PlainIndex plain)
    {
        try
        {
            ContentComparison.Same(snapshot, plain);
            return true;
        }
        catch (DisagreementException)
        {
            return false;
        }
    }

    /// <summary>The rest of the script runs as if nothing had happened, and leaves no unreferenced files.</summary>
    private void Continue(SimulatedDisk disk, PlainIndex found)
    {
        var storage = new FaultStorage(disk, FaultPlan.None);
        using (var runner = FaultRun.Start(storage, script, found))
        {
            foreach (var step in script.Steps.Skip(next))
                runner.Run(step);
            runner.Run(new Step.Put(new DocumentGroup { Key = "last", Documents = [new IndexDocument { Id = "last", Texts = ["防汛"] }] }));
            runner.Run(new Step.Commit());
            runner.Run(new Step.Ask(Questions));
        }
        // The file of an interrupted merge is removed by the next writer.
        FaultRun.Start(storage, script, found).Dispose();
        var check = SearchIndex.Check(storage);
        if (check.Damages.Count > 0)
            throw new DisagreementException($"check after continuing: {check.Damages[0].Message}");
        var unreferenced = UnreferencedFiles.Of(storage.List(), check);
        if (unreferenced.Count > 0)
            throw new DisagreementException($"unreferenced files: {string.Join(", ", unreferenced)}");
    }
}
