using FsCheck;
using FsCheck.Fluent;
using KnowledgeBase.Engine.Proofs.Faults;
using KnowledgeBase.Engine.Proofs.Generation;
using KnowledgeBase.Engine.Proofs.Oracle;

namespace KnowledgeBase.Engine.Proofs.Differential;

/// <summary>For any life of an index and any request, the engine answers as a plain scan does.</summary>
public static class DifferentialProof
{
    private const int QuestionsPerLife = 100;

    /// <param name="pairs">Requests, each compared with the plain scan of the index at that moment.</param>
    /// <param name="seed">The same seed gives the same lives and requests.</param>
    /// <exception cref="Exception">They differ; the message is the smallest life found that shows it, and how to repeat it.</exception>
    public static ProofResult Run(int pairs, ulong seed, TextWriter output)
    {
        var lives = (pairs + QuestionsPerLife - 1) / QuestionsPerLife;
        output.WriteLine($"differential: {lives} lives of an index, {QuestionsPerLife} requests each, seed {seed}");
        var property = Prop.ForAll(Arb.From(Scripts.Asking(QuestionsPerLife), Smaller.Scripts), Live);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(lives).WithReplay(seed, 1).WithQuietOnSuccess(true), property);
        return new ProofResult("differential", lives * QuestionsPerLife, seed, "requests equal to a plain scan");
    }

    private static void Live(Script script)
    {
        var disk = new Disk();
        using var life = new Life(
            () => new FaultStorage(disk, FaultPlan.None),
            new IndexOptions { WriteBufferBytes = script.WriteBufferBytes, SingleThreaded = script.SingleThreaded },
            new PlainIndex(Fields.Schema));
        foreach (var step in script.Steps)
            life.Do(step);
        life.AskAgain();
        var check = SearchIndex.Check(new FaultStorage(disk, FaultPlan.None));
        if (check.Damages.Count > 0)
            throw new Comparison.DisagreementException($"check: {check.Damages[0].Message}");
    }
}
