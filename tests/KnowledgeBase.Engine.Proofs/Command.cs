using System.Diagnostics;
using System.Globalization;
using KnowledgeBase.Engine.Proofs.Concurrency;
using KnowledgeBase.Engine.Proofs.Damages;
using KnowledgeBase.Engine.Proofs.Differential;
using KnowledgeBase.Engine.Proofs.Kills;
using KnowledgeBase.Engine.Proofs.PowerCuts;

namespace KnowledgeBase.Engine.Proofs;

/// <summary>The long versions of the proofs: <c>PROOF SIZE [--seed N]</c>.</summary>
internal static class Command
{
    private const string Usage =
        """
        differential PAIRS   requests compared with a plain scan
        cuts N               power cuts and errors of the disk at the calls of scripted workloads
        kills N              kills of a writer process
        damage N             damages of an index's files
        concurrency MINUTES  writer, deleter, merger and searchers at once
        refreshes N          commits that a reader switches to
        Each with [--seed N]; the same seed gives the same run.
        """;

    public static int Run(string[] args, TextWriter output)
    {
        if (args is ["write-log", var folder, var log])
        {
            WriteLogProcess.Run(folder, ulong.Parse(log, CultureInfo.InvariantCulture), Console.OpenStandardOutput());
            return 0;
        }

        if (args.Length < 2 || !int.TryParse(args[1], CultureInfo.InvariantCulture, out var size))
            return PrintUsage(output);
        var at = Array.IndexOf(args, "--seed");
        var seed = at < 0 ? 20_260_601UL : ulong.Parse(args[at + 1], CultureInfo.InvariantCulture);
        var watch = Stopwatch.StartNew();
        ProofResult? result = args[0] switch
        {
            "differential" => DifferentialProof.Run(size, seed, output),
            "cuts" => PowerCutProof.Run(size, seed, output),
            "concurrency" => ConcurrencyProof.Run(int.MaxValue, TimeSpan.FromMinutes(size), seed, output),
            "refreshes" => RefreshProof.Run(size, seed, output),
            "kills" => KillProof.Run(size, seed, output),
            "damage" => DamageProof.Run(size, seed, output),
            _ => null,
        };
        if (result is null)
            return PrintUsage(output);
        output.WriteLine($"{result}, {watch.Elapsed.TotalSeconds:F0} s");
        return 0;
    }

    private static int PrintUsage(TextWriter output)
    {
        output.WriteLine(Usage);
        return 2;
    }
}
