using FsCheck;
using FsCheck.Fluent;
using KnowledgeBase.Engine.Proofs.Faults;
using KnowledgeBase.Engine.Proofs.Generation;
using KnowledgeBase.Engine.Proofs.Oracle;

namespace KnowledgeBase.Engine.Proofs.Differential;

/// <summary>For any script and any request, the engine answers as a plain scan does.</summary>
public static class DifferentialProof
{
    private const int RequestsPerScript = 100;

    /// <param name="pairs">Requests, each compared with the plain scan of the index at that moment.</param>
    /// <param name="seed">The same seed gives the same scripts and requests.</param>
    /// <exception cref="Exception">They differ; the message has the smallest script found that shows it, and how to repeat it.</exception>
    public static ProofResult Run(int pairs, ulong seed, TextWriter output)
    {
        var scripts = (pairs + RequestsPerScript - 1) / RequestsPerScript;
        output.WriteLine($"differential: {scripts} scripts, {RequestsPerScript} requests each, seed {seed}");
        var property = Prop.ForAll(Arb.From(Scripts.Asking(RequestsPerScript), Shrinker.Scripts), RunScript);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(scripts).WithReplay(seed, 1).WithQuietOnSuccess(true), property);
        return new ProofResult("differential", scripts * RequestsPerScript, seed, "requests equal to a plain scan");
    }

    private static void RunScript(Script script)
    {
        var disk = new SimulatedDisk();
        using var runner = new ScriptRunner(
            () => new FaultStorage(disk, FaultPlan.None),
            new IndexOptions { WriteBufferBytes = script.WriteBufferBytes, SingleThreaded = script.SingleThreaded },
            new PlainIndex(Fields.Schema));
        foreach (var step in script.Steps)
            runner.Run(step);
        runner.RepeatQuestions();
        var check = SearchIndex.Check(new FaultStorage(disk, FaultPlan.None));
        if (check.Damages.Count > 0)
            throw new Comparison.DisagreementException($"check: {check.Damages[0].Message}");
    }
}
