using KnowledgeBase.Engine.Proofs.Comparison;
using KnowledgeBase.Engine.Proofs.Faults;
using KnowledgeBase.Engine.Proofs.Generation;
using KnowledgeBase.Engine.Proofs.Oracle;

namespace KnowledgeBase.Engine.Proofs.Cuts;

/// <summary>What must hold when the machine is on again.</summary>
/// <param name="committed">The last commit that was acknowledged.</param>
/// <param name="under">The one that was under way, which may have got through.</param>
/// <param name="next">The step of the script to go on with.</param>
internal sealed class Aftermath(Script script, PlainIndex committed, PlainIndex? under, int next)
{
    private static readonly SearchRequest[] Questions =
    [
        new() { Limit = 3, Facets = [new FacetRequest("section"), new FacetRequest("year")] },
        new() { Query = new Query.Text("防汛工作 a1", TextMatch.Any), Limit = 4 },
        new() { Query = new Query.Text("防", TextMatch.Phrase), Collapse = true },
        new() { Query = new Query.Not(new Query.Text("，", TextMatch.Exact)), Sort = new NumberSort("year", true) },
    ];

    /// <summary>Names that reach the disk in any combination have many faces, so they come more than once.</summary>
    private static readonly Outcome[] Outcomes =
    [
        Outcome.Lost, Outcome.Torn, Outcome.ZeroFilled, Outcome.Kept, Outcome.NamesLost, Outcome.NamesMixed, Outcome.NamesMixed, Outcome.NamesMixed,
    ];

    /// <summary>Every outcome of a cut; after one of them the rest of the script is lived as well.</summary>
    public void Check(Disk disk, Random random)
    {
        var goesOn = random.Next(Outcomes.Length);
        for (var i = 0; i < Outcomes.Length; i++)
        {
            var left = disk.AfterCut(Outcomes[i], random);
            try
            {
                var found = Found(left);
                if (i == goesOn)
                    GoOn(left, found);
            }
            catch (Exception e)
            {
                throw new DisagreementException($"{Outcomes[i]}: {e}");
            }
        }
    }

    private PlainIndex Found(Disk disk)
    {
        using var index = SearchIndex.Open(new FaultStorage(disk, FaultPlan.None), Fields.Schema, Rehearsal.Options(script));
        using var snapshot = index.Snapshot();
        var found = under is not null && Holds(snapshot, under) ? under : committed;
        Contents.Same(snapshot, found);
        var agreement = new Agreement(snapshot, found);
        foreach (var question in Questions)
            agreement.HoldsFor(question);
        return found;
    }

    private static bool Holds(Snapshot snapshot, PlainIndex plain)
    {
        try
        {
            Contents.Same(snapshot, plain);
            return true;
        }
        catch (DisagreementException)
        {
            return false;
        }
    }

    /// <summary>The rest of the script goes as if nothing had been, and nothing is left lying about.</summary>
    private void GoOn(Disk disk, PlainIndex found)
    {
        var storage = new FaultStorage(disk, FaultPlan.None);
        using (var life = Rehearsal.Begin(storage, script, found))
        {
            foreach (var step in script.Steps.Skip(next))
                life.Do(step);
            life.Do(new Step.Put(new DocumentGroup { Key = "last", Documents = [new IndexDocument { Id = "last", Texts = ["防汛"] }] }));
            life.Do(new Step.Commit());
            life.Do(new Step.Ask(Questions));
        }
        // A merge that the end interrupted is cleared away by the next writer.
        Rehearsal.Begin(storage, script, found).Dispose();
        var check = SearchIndex.Check(storage);
        if (check.Damages.Count > 0)
            throw new DisagreementException($"check after going on: {check.Damages[0].Message}");
        var strangers = Strangers.Of(storage.List(), check);
        if (strangers.Count > 0)
            throw new DisagreementException($"files that belong to nothing: {string.Join(", ", strangers)}");
    }
}
