using System.Diagnostics;
using System.Globalization;
using KnowledgeBase.Engine.Proofs.Chaos;
using KnowledgeBase.Engine.Proofs.Cuts;
using KnowledgeBase.Engine.Proofs.Damages;
using KnowledgeBase.Engine.Proofs.Differential;
using KnowledgeBase.Engine.Proofs.Kills;

namespace KnowledgeBase.Engine.Proofs;

/// <summary>The long versions of the proofs: <c>PROOF SIZE [--seed N]</c>.</summary>
internal static class Command
{
    private const string Usage =
        """
        differential PAIRS   requests compared with a plain scan
        cuts N               power cuts and errors of the disk at the calls of scripted workloads
        kills N              kills of a writer process
        damage N             harms done to an index's files
        chaos MINUTES        writer, deleter, merger and searchers at once
        refreshes N          commits taken up by a reader
        Each with [--seed N]; the same seed gives the same run.
        """;

    public static int Run(string[] args, TextWriter output)
    {
        if (args is ["write-diary", var folder, var diary])
        {
            DiaryWriter.Run(folder, ulong.Parse(diary, CultureInfo.InvariantCulture), Console.OpenStandardOutput());
            return 0;
        }

        if (args.Length < 2 || !int.TryParse(args[1], CultureInfo.InvariantCulture, out var size))
            return Misused(output);
        var at = Array.IndexOf(args, "--seed");
        var seed = at < 0 ? 20_260_601UL : ulong.Parse(args[at + 1], CultureInfo.InvariantCulture);
        var watch = Stopwatch.StartNew();
        ProofResult? result = args[0] switch
        {
            "differential" => DifferentialProof.Run(size, seed, output),
            "cuts" => CutProof.Run(size, seed, output),
            "chaos" => ChaosProof.Run(int.MaxValue, TimeSpan.FromMinutes(size), seed, output),
            "refreshes" => RefreshProof.Run(size, seed, output),
            "kills" => KillProof.Run(size, seed, output),
            "damage" => DamageProof.Run(size, seed, output),
            _ => null,
        };
        if (result is null)
            return Misused(output);
        output.WriteLine($"{result}, {watch.Elapsed.TotalSeconds:F0} s");
        return 0;
    }

    private static int Misused(TextWriter output)
    {
        output.WriteLine(Usage);
        return 2;
    }
}
