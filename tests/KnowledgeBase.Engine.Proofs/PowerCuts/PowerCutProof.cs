using FsCheck;
using FsCheck.Fluent;
using KnowledgeBase.Engine.Proofs.Comparison;
using KnowledgeBase.Engine.Proofs.Faults;
using KnowledgeBase.Engine.Proofs.Generation;

namespace KnowledgeBase.Engine.Proofs.PowerCuts;

/// <summary>
/// After a power cut at any call, whatever unsynced data it loses, the index opens at the last acknowledged commit or the one in progress.
/// </summary>
public static class PowerCutProof
{
    /// <param name="cuts">Cut points, each with every outcome; a long run cuts at every call of a script.</param>
    public static ProofResult Run(int cuts, ulong seed, TextWriter output)
    {
        output.WriteLine($"cuts: {cuts} of a scripted workload's calls to the disk, seed {seed}");
        var random = new Random(unchecked((int)seed));
        var done = 0;
        for (var runner = 0UL; done < cuts; runner++)
        {
            if (runner > 0)
                output.WriteLine($"{done} cuts");
            var script = Scripts.Changing.Sample(40, new Rnd(seed, (2 * runner) + 1), 1).First();
            var calls = FaultRun.CallsOf(script);
            // A short run takes larger strides, so that it also covers several scripts up to their ends.
            var stride = Math.Max(1, calls * 5 / cuts);
            for (var at = 1 + random.Next(stride); at <= calls && done < cuts; at += stride, done++)
            {
                var plan = Plans(at, done, random);
                try
                {
                    FaultRun.Run(script, plan, random.Next());
                }
                catch (Exception e)
                {
                    throw new DisagreementException($"script {runner} of seed {seed}, {plan} of {calls} calls\n{e}\n{script}");
                }
            }
        }

        return new ProofResult("cuts", done, seed, "cuts survived");
    }

    /// <summary>Three of five are power cuts; the others are transient errors, with a power cut at the end of the script.</summary>
    private static FaultPlan Plans(int at, int turn, Random random) => (turn % 5) switch
    {
        0 => new FaultPlan(at, Fault.InputOutputError, random.Next(1, 4)),
        1 => new FaultPlan(at, Fault.DiskFull, random.Next(1, 12)),
        _ => new FaultPlan(at, Fault.PowerCut),
    };
}
