using System.Diagnostics;
using System.Globalization;
using KnowledgeBase.Engine.Proofs.Differential;

namespace KnowledgeBase.Engine.Proofs;

/// <summary>The long versions of the proofs: <c>PROOF SIZE [--seed N]</c>.</summary>
internal static class Command
{
    const string Usage = "differential PAIRS [--seed N]";

    public static int Run(string[] args, TextWriter output)
    {
        if (args.Length < 2 || !int.TryParse(args[1], CultureInfo.InvariantCulture, out var size)) return Misused(output);
        var at = Array.IndexOf(args, "--seed");
        var seed = at < 0 ? 20_260_601UL : ulong.Parse(args[at + 1], CultureInfo.InvariantCulture);
        var watch = Stopwatch.StartNew();
        ProofResult? result = args[0] switch
        {
            "differential" => DifferentialProof.Run(size, seed, output),
            _ => null,
        };
        if (result is null) return Misused(output);
        output.WriteLine($"{result}, {watch.Elapsed.TotalSeconds:F0} s");
        return 0;
    }

    static int Misused(TextWriter output)
    {
        output.WriteLine(Usage);
        return 2;
    }
}
