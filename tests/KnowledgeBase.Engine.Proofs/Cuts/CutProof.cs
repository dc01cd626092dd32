using FsCheck;
using FsCheck.Fluent;
using KnowledgeBase.Engine.Proofs.Comparison;
using KnowledgeBase.Engine.Proofs.Faults;
using KnowledgeBase.Engine.Proofs.Generation;

namespace KnowledgeBase.Engine.Proofs.Cuts;

/// <summary>Whenever the power goes and whatever it takes along, the index opens at the last commit acknowledged, or at the one under way.</summary>
public static class CutProof
{
    /// <param name="cuts">Cut points, each with every outcome; with a size that allows it every call of a script is one.</param>
    public static ProofResult Run(int cuts, ulong seed, TextWriter output)
    {
        output.WriteLine($"cuts: {cuts} of a scripted workload's calls to the disk, seed {seed}");
        var random = new Random(unchecked((int)seed));
        var done = 0;
        for (var life = 0UL; done < cuts; life++)
        {
            if (life > 0)
                output.WriteLine($"{done} cuts");
            var script = Scripts.Changing.Sample(40, new Rnd(seed, (2 * life) + 1), 1).First();
            var calls = Rehearsal.CallsOf(script);
            // A short run leaps, so that it too sees several scripts and the ends of them.
            var stride = Math.Max(1, calls * 5 / cuts);
            for (var at = 1 + random.Next(stride); at <= calls && done < cuts; at += stride, done++)
            {
                var plan = Plans(at, done, random);
                try
                {
                    Rehearsal.Run(script, plan, random.Next());
                }
                catch (Exception e)
                {
                    throw new DisagreementException($"script {life} of seed {seed}, {plan} of {calls} calls\n{e}\n{script}");
                }
            }
        }

        return new ProofResult("cuts", done, seed, "cuts survived");
    }

    /// <summary>Three of five are cuts; the others are errors that pass, after which the power is cut all the same.</summary>
    private static FaultPlan Plans(int at, int turn, Random random) => (turn % 5) switch
    {
        0 => new FaultPlan(at, Fault.InputOutputError, random.Next(1, 4)),
        1 => new FaultPlan(at, Fault.DiskFull, random.Next(1, 12)),
        _ => new FaultPlan(at, Fault.PowerCut),
    };
}
