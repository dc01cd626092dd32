using System.Diagnostics;
using System.Globalization;
using KnowledgeBase.Engine.Proofs.Comparison;
using KnowledgeBase.Engine.Proofs.Generation;
using KnowledgeBase.Engine.Proofs.Oracle;

namespace KnowledgeBase.Engine.Proofs.Kills;

/// <summary>
/// A writer process killed at any moment loses nothing that it has acknowledged, and leaves neither a lock nor unreferenced files.
/// </summary>
public static class KillProof
{
    public static ProofResult Run(int kills, ulong seed, TextWriter output)
    {
        output.WriteLine($"kills: {kills} of a writer process, seed {seed}");
        using var temporary = new TemporaryFolder();
        var folder = temporary.At("index");
        var random = new Random(unchecked((int)seed));
        var plain = new PlainIndex(Fields.Schema);
        var reached = 0;
        for (var kill = 1; kill <= kills; kill++)
        {
            var acknowledged = Killed(folder, seed, random) ?? reached;
            using var index = SearchIndex.Open(folder, Fields.Schema);
            using var snapshot = index.Snapshot();
            var found = WriteLog.LastOf(snapshot);
            if (found != acknowledged && found != acknowledged + 1)
                throw new DisagreementException($"kill {kill}: entry {acknowledged} was acknowledged, the index is at {found}");
            for (; reached < found; reached++)
                Read(plain, WriteLog.Entry(reached + 1, seed));
            ContentComparison.Same(snapshot, plain);
            new AnswerComparison(snapshot, plain).Verify(new SearchRequest { Query = new Query.Text("防汛工作", TextMatch.Any) });
            CheckUnreferencedFiles(index, folder, kill);
            if (kill % 100 == 0)
                output.WriteLine($"{kill} kills, {reached} commits");
        }

        return new ProofResult("kills", kills, seed, $"kills survived, {reached} commits");
    }

    /// <summary>Runs a writer for a while and kills it. Returns the last entry it acknowledged, or null.</summary>
    private static int? Killed(string folder, ulong seed, Random random)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [typeof(KillProof).Assembly.Location, "write-log", folder, seed.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            // A faster start; the process is killed before tiered compilation would matter.
            Environment = { ["DOTNET_TieredPGO"] = "0" },
        })!;
        int? last = null;
        for (var entriesLeft = random.Next(1, 16); entriesLeft > 0 && process.StandardOutput.ReadLine() is { } line; entriesLeft--)
            last = int.Parse(line, CultureInfo.InvariantCulture);
        if (last is not null)
            RefusesAnother(folder, process.Id);
        // Kill it anywhere within the next entry.
        Thread.SpinWait(random.Next(200_000));
        if (process.HasExited)
            throw new DisagreementException($"the writer ended by itself with {process.ExitCode}");
        process.Kill();
        while (process.StandardOutput.ReadLine() is { } line)
            last = int.Parse(line, CultureInfo.InvariantCulture);
        process.WaitForExit();
        return last;
    }

    private static void RefusesAnother(string folder, int holder)
    {
        using var index = SearchIndex.Open(folder, Fields.Schema);
        try
        {
            index.OpenWriter().Dispose();
        }
        catch (IndexLockedException e) when (e.Holder.Contains(holder.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
        {
            return;
        }

        throw new DisagreementException($"a second writer was let in beside process {holder}");
    }

    private static void Read(PlainIndex plain, IEnumerable<Step> entry)
    {
        foreach (var step in entry)
        {
            if (step is Step.Put put)
                plain.Put(put.Group);
            if (step is Step.Delete delete)
                plain.Delete(delete.Key);
        }
    }

    /// <summary>The lock is free at once, and the next writer leaves no unreferenced file.</summary>
    private static void CheckUnreferencedFiles(SearchIndex index, string folder, int kill)
    {
        index.OpenWriter().Dispose();
        var check = SearchIndex.Check(folder);
        if (check.Damages.Count > 0)
            throw new DisagreementException($"kill {kill}: {check.Damages[0].Message}");
        var unreferenced = UnreferencedFiles.Of(folder, check);
        if (unreferenced.Count > 0)
            throw new DisagreementException($"kill {kill} leaves {string.Join(", ", unreferenced)}");
    }
}
