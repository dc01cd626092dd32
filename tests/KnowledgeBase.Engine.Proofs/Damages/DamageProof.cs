using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using KnowledgeBase.Engine.Proofs.Comparison;
using KnowledgeBase.Engine.Proofs.Generation;

namespace KnowledgeBase.Engine.Proofs.Damages;

/// <summary>
/// After any damage to the files the index reports it or answers as before; it never answers differently and never crashes the process.
/// </summary>
public static class DamageProof
{
    public static ProofResult Run(int damages, ulong seed, TextWriter output)
    {
        output.WriteLine($"damage: {damages} cases, seed {seed}");
        using var temporary = new TemporaryFolder();
        var random = new Random(unchecked((int)seed));
        var detected = 0;
        string whole = "";
        IReadOnlyList<string?> answers = [];
        for (var i = 0; i < damages; i++)
        {
            if (i % 100 == 0)
                answers = BuildIndex(whole = temporary.At($"whole-{i}"), seed + (ulong)i);
            var folder = temporary.At("damaged");
            CopyFolder(whole, folder);
            var damage = Damage.Apply(folder, random);
            try
            {
                if (IsDetected(folder, damage, answers))
                    detected++;
            }
            catch (Exception e)
            {
                throw new DisagreementException($"damage {i} of seed {seed}, {damage.What}: {e}");
            }

            Directory.Delete(folder, recursive: true);
            if ((i + 1) % 1_000 == 0)
                output.WriteLine($"{i + 1} cases");
        }

        return new ProofResult("damage", damages, seed,
            $"cases, {detected} of them reported or refused; the others left every byte unchanged");
    }

    /// <summary>An index of several segments with deletions, and what it answers.</summary>
    private static IReadOnlyList<string?> BuildIndex(string folder, ulong seed)
    {
        var script = Scripts.Changing.Sample(40, new Rnd(seed, 1), 1).First();
        using var index = SearchIndex.Open(folder, Fields.Schema,
            new IndexOptions { WriteBufferBytes = script.WriteBufferBytes, SingleThreaded = true });
        using (var writer = index.OpenWriter())
        {
            // Large enough that most requests do not read most pages.
            writer.Put(Groups.Large(Gen.Constant("large")).Sample(40, new Rnd(seed, 3), 1).First());
            foreach (var step in script.Steps)
            {
                if (step is Step.Put put)
                    writer.Put(put.Group);
                if (step is Step.Delete delete)
                    writer.Delete(delete.Key);
                if (step is Step.Commit or Step.Reopen)
                    writer.Commit();
            }

            writer.Commit();
        }

        using var snapshot = index.Snapshot();
        return Answers.Of(snapshot);
    }

    /// <summary>True when something was refused.</summary>
    private static bool IsDetected(string folder, Damage damage, IReadOnlyList<string?> answers)
    {
        var reported = IsReportedByCheck(folder, damage);
        var before = Listing(folder);
        SearchIndex index;
        try
        {
            index = SearchIndex.Open(folder, Fields.Schema);
        }
        catch (IndexException)
        {
            if (!before.SequenceEqual(Listing(folder)))
                throw new DisagreementException("a refused opening has changed a file");
            return true;
        }

        using (index)
            return reported | Refuses(index, answers);
    }

    private static bool Refuses(SearchIndex index, IReadOnlyList<string?> answers)
    {
        bool refused;
        using (var snapshot = index.Snapshot())
            refused = Compared(answers, Answers.Of(snapshot), "as found");
        try
        {
            // A merge must not copy damaged bytes into a file with valid checksums.
            using var writer = index.OpenWriter();
            writer.Optimize();
        }
        catch (IndexException)
        {
            refused = true;
        }

        using var after = index.Snapshot();
        return refused | Compared(answers, Answers.Of(after), "after a merge");
    }

    private static bool IsReportedByCheck(string folder, Damage damage)
    {
        IReadOnlyList<string> named;
        try
        {
            named = [.. SearchIndex.Check(folder).Damages.Select(found => found.File)];
        }
        catch (IndexDamagedException e)
        {
            named = [e.File];
        }
        catch (IndexException e)
        {
            named = damage.Files.Count == 0 ? [e.Message] : damage.Files;
        }

        if (damage.Files.Count == 0 && named.Count > 0)
            throw new DisagreementException($"check finds {named[0]} damaged, which is intact");
        if (damage.Files.Count > 0 && !damage.Files.Intersect(named).Any())
            throw new DisagreementException($"check names [{string.Join(", ", named)}] and not {damage.Files[0]}");
        return named.Count > 0;
    }

    private static bool Compared(IReadOnlyList<string?> expected, IReadOnlyList<string?> found, string when)
    {
        for (var i = 0; i < expected.Count; i++)
        {
            if (found[i] is not null && found[i] != expected[i])
                throw new DisagreementException($"silently different {when}: expected\n{expected[i]}\nfound\n{found[i]}");
        }

        return found.Contains(null);
    }

    private static List<(string Name, string Bytes)> Listing(string folder) =>
        [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
            .Select(path => (Path.GetFileName(path), Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))))];

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var path in Directory.EnumerateFiles(from))
            File.Copy(path, Path.Combine(to, Path.GetFileName(path)));
    }
}
