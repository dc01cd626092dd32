using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using KnowledgeBase.Engine.Proofs.Comparison;
using KnowledgeBase.Engine.Proofs.Generation;

namespace KnowledgeBase.Engine.Proofs.Damages;

/// <summary>Whatever happens to the files, the index says so or answers as before; it never answers something else, and never takes the process down.</summary>
public static class DamageProof
{
    public static ProofResult Run(int damages, ulong seed, TextWriter output)
    {
        output.WriteLine($"damage: {damages} harms, seed {seed}");
        using var scratch = new Scratch();
        var random = new Random(unchecked((int)seed));
        var told = 0;
        string whole = "";
        IReadOnlyList<string?> answers = [];
        for (var i = 0; i < damages; i++)
        {
            if (i % 100 == 0)
                answers = Built(whole = scratch.At($"whole-{i}"), seed + (ulong)i);
            var folder = scratch.At("harmed");
            Copied(whole, folder);
            var damage = Damage.Do(folder, random);
            try
            {
                if (Faced(folder, damage, answers))
                    told++;
            }
            catch (Exception e)
            {
                throw new DisagreementException($"damage {i} of seed {seed}, {damage.What}: {e}");
            }

            Directory.Delete(folder, recursive: true);
            if ((i + 1) % 1_000 == 0)
                output.WriteLine($"{i + 1} harms");
        }

        return new ProofResult("damage", damages, seed, $"harms faced, {told} of them reported or refused; the rest left every byte as it was");
    }

    /// <summary>An index of several segments with deletions, and what it answers.</summary>
    private static IReadOnlyList<string?> Built(string folder, ulong seed)
    {
        var script = Scripts.Changing.Sample(40, new Rnd(seed, 1), 1).First();
        using var index = SearchIndex.Open(folder, Fields.Schema, new IndexOptions { WriteBufferBytes = script.WriteBufferBytes, SingleThreaded = true });
        using (var writer = index.OpenWriter())
        {
            // Large enough that most questions leave most pages alone.
            writer.Put(Groups.Crowd(Gen.Constant("crowd")).Sample(40, new Rnd(seed, 3), 1).First());
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
    private static bool Faced(string folder, Damage damage, IReadOnlyList<string?> answers)
    {
        var reported = Checked(folder, damage);
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
            // A merge must not launder what is broken into files that look sound.
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

    private static bool Checked(string folder, Damage damage)
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
            throw new DisagreementException($"check finds {named[0]} damaged, which is whole");
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
        [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))))];

    private static void Copied(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var path in Directory.EnumerateFiles(from))
            File.Copy(path, Path.Combine(to, Path.GetFileName(path)));
    }
}
