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
    const int Attempts = 40;

    static readonly SearchRequest[] Questions =
    [
        new() { Limit = 3, Facets = [new FacetRequest("section"), new FacetRequest("year")] },
        new() { Query = new Query.Text("防汛工作 a1", TextMatch.Any), Limit = 4 },
        new() { Query = new Query.Text("防", TextMatch.Phrase), Collapse = true },
        new() { Query = new Query.Not(new Query.Text("，", TextMatch.Exact)), Sort = new NumberSort("year", true) },
    ];

    /// <summary>Names that reach the disk in any combination have many faces, so they come more than once.</summary>
    static readonly Outcome[] Outcomes =
    [
        Outcome.Lost, Outcome.Torn, Outcome.ZeroFilled, Outcome.Kept, Outcome.NamesLost, Outcome.NamesMixed, Outcome.NamesMixed, Outcome.NamesMixed,
    ];

    /// <summary>How many calls to the disk a script makes when all goes well.</summary>
    public static int CallsOf(Script script)
    {
        var storage = new FaultStorage(new Disk(), FaultPlan.None);
        using (var life = Begin(storage, script, new PlainIndex(Fields.Schema)))
            foreach (var step in script.Steps) life.Do(step);
        return storage.Calls;
    }

    /// <summary>Every outcome of one fault; after one of them the rest of the script is lived as well.</summary>
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
            if (plan.Fault != Fault.PowerCut) TakesUp(reader, committed);
        }

        var random = new Random(seed);
        var goesOn = random.Next(Outcomes.Length);
        for (var i = 0; i < Outcomes.Length; i++)
        {
            var left = disk.AfterCut(Outcomes[i], random);
            try
            {
                var found = Found(left, script, committed, under);
                if (i == goesOn) GoOn(left, script, found, next);
            }
            catch (Exception e)
            {
                throw new DisagreementException($"{Outcomes[i]}: {e}");
            }
        }
    }

    /// <summary>Lives until the power goes: what was acknowledged, what was being committed, and the first step that was not done.</summary>
    static (PlainIndex Committed, PlainIndex? Under, int Next) Live(Script script, FaultStorage storage, SearchIndex reader)
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
                    if (mends) mends = false;
                    else next++;
                }
                catch (IndexException) when (storage.IsCut)
                {
                    return (committed, under, life is null ? 0 : next + 1);
                }
                catch (IndexException) when (failures++ < Attempts)
                {
                    // Not done, not acknowledged: searches go on, and the same is asked again.
                    mends = life is not null && step is Step.Put or Step.Delete;
                    if (life is { IsOpen: true }) StillAnswers(life);
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

    static void TakesUp(SearchIndex reader, PlainIndex committed)
    {
        reader.Refresh();
        using var snapshot = reader.Snapshot();
        Contents.Same(snapshot, committed);
    }

    static void StillAnswers(Life life)
    {
        using var snapshot = life.Index.Snapshot();
        if (snapshot.DocumentCount != life.Committed.Documents.Count)
            throw new DisagreementException($"after an error {snapshot.DocumentCount} documents are visible, not {life.Committed.Documents.Count}");
    }

    static PlainIndex Found(Disk disk, Script script, PlainIndex committed, PlainIndex? under)
    {
        using var index = SearchIndex.Open(new FaultStorage(disk, FaultPlan.None), Fields.Schema, Options(script));
        using var snapshot = index.Snapshot();
        var found = under is not null && Holds(snapshot, under) ? under : committed;
        Contents.Same(snapshot, found);
        var agreement = new Agreement(snapshot, found);
        foreach (var question in Questions) agreement.HoldsFor(question);
        return found;
    }

    static bool Holds(Snapshot snapshot, PlainIndex plain)
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
    static void GoOn(Disk disk, Script script, PlainIndex found, int next)
    {
        var storage = new FaultStorage(disk, FaultPlan.None);
        using (var life = Begin(storage, script, found))
        {
            foreach (var step in script.Steps.Skip(next)) life.Do(step);
            life.Do(new Step.Put(new DocumentGroup { Key = "last", Documents = [new IndexDocument { Id = "last", Texts = ["防汛"] }] }));
            life.Do(new Step.Commit());
            life.Do(new Step.Ask(Questions));
        }
        // A merge that the end interrupted is cleared away by the next writer.
        Begin(storage, script, found).Dispose();
        var check = SearchIndex.Check(storage);
        if (check.Damages.Count > 0) throw new DisagreementException($"check after going on: {check.Damages[0].Message}");
        var strangers = Strangers.Of(storage.List(), check);
        if (strangers.Count > 0) throw new DisagreementException($"files that belong to nothing: {string.Join(", ", strangers)}");
    }

    static Life Begin(FaultStorage storage, Script script, PlainIndex committed) => new(() => storage, Options(script), committed);

    static IndexOptions Options(Script script) => new() { WriteBufferBytes = script.WriteBufferBytes, SingleThreaded = script.SingleThreaded };
}
