using KnowledgeBase.Engine.Proofs;
using KnowledgeBase.Engine.Proofs.Concurrency;
using KnowledgeBase.Engine.Proofs.Damages;
using KnowledgeBase.Engine.Proofs.Differential;
using KnowledgeBase.Engine.Proofs.Kills;
using KnowledgeBase.Engine.Proofs.PowerCuts;

namespace KnowledgeBase.Engine.Tests.Proofs;

/// <summary>The proofs at the size of every build; docs/proofs.md has the long ones.</summary>
public class DifferentialTests
{
    [Theory]
    [InlineData(5_000, 1)]
    [InlineData(5_000, 20_260_601)]
    public void Any_request_is_answered_as_a_plain_scan_answers_it(int pairs, ulong seed) =>
        ProofAssert.That(output => DifferentialProof.Run(pairs, seed, output));
}

public class PowerCutTests
{
    [Theory]
    [InlineData(200, 1)]
    public void A_power_cut_at_any_call_leaves_the_last_commit_or_the_one_in_progress(int cuts, ulong seed) =>
        ProofAssert.That(output => PowerCutProof.Run(cuts, seed, output));
}

public class KillTests
{
    [Theory]
    [InlineData(10, 1)]
    public void A_killed_writer_loses_nothing_that_it_acknowledged(int kills, ulong seed) =>
        ProofAssert.That(output => KillProof.Run(kills, seed, output));
}

public class DamageTests
{
    [Theory]
    [InlineData(300, 1)]
    public void Damage_is_reported_or_changes_no_answer(int damages, ulong seed) =>
        ProofAssert.That(output => DamageProof.Run(damages, seed, output));
}

public class ConcurrencyTests
{
    [Theory]
    [InlineData(150, 1)]
    public void Concurrent_threads_see_whole_commits(int puts, ulong seed) =>
        ProofAssert.That(output => ConcurrencyProof.Run(puts, TimeSpan.FromSeconds(20), seed, output));
}

/// <summary>Counts resources of the whole process, so no other test may run beside it.</summary>
[CollectionDefinition(nameof(RefreshTests), DisableParallelization = true)]
[Collection(nameof(RefreshTests))]
public class RefreshTests
{
    [Theory]
    [InlineData(300, 1)]
    public void Handles_maps_and_threads_do_not_grow_with_refreshes(int refreshes, ulong seed)
    {
        Assert.SkipUnless(Directory.Exists("/proc/self/fd"), "what a process holds is read from /proc");
        ProofAssert.That(output => RefreshProof.Run(refreshes, seed, output));
    }
}

file static class ProofAssert
{
    public static void That(Func<TextWriter, ProofResult> proof)
    {
        var said = new StringWriter();
        var result = proof(said);
        TestContext.Current.TestOutputHelper!.WriteLine($"{said}{result}");
        Assert.True(result.Cases > 0);
    }
}
