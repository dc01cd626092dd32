using FsCheck;
using FsCheck.Fluent;

namespace KnowledgeBase.Engine.Proofs.Generation;

/// <summary>Random scripts that start with an empty index.</summary>
internal static class Scripts
{
    private static readonly Gen<Step> Put = Groups.Group.Select(group => (Step)new Step.Put(group));

    private static readonly Gen<Step> Change = Gen.Frequency(
        (10, Put),
        (2, Fields.Key.Select(key => (Step)new Step.Delete(key))),
        (3, Gen.Constant<Step>(new Step.Commit())),
        (1, Gen.Constant<Step>(new Step.Optimize())),
        (1, Gen.Constant<Step>(new Step.Reopen())));

    private static readonly Gen<Step[]> NoSteps = Gen.Constant<Step[]>([]);

    private static readonly Gen<Step[]> LargeGroup = Groups.Large(Fields.Key).Select(group => new Step[] { new Step.Put(group) });

    /// <summary>A script with a given number of requests, some of them on the way and most at its end.</summary>
    public static Gen<Script> Asking(int requests) =>
        from buffer in Gen.Elements(1L, 2_000L, 64L << 20)
        from length in Gen.Choose(1, 40)
        from changes in Change.ArrayOf(length)
        from large in Gen.Frequency((11, NoSteps), (1, LargeGroup))
        let steps = Mixed(changes, large)
        from early in RequestsAbout(steps, requests / 4)
        from late in RequestsAbout(steps, requests - (requests / 4))
        from middle in Gen.Choose(0, steps.Length)
        from singleThreaded in Gen.Elements(true, false)
        select new Script(buffer, singleThreaded,
            [.. steps[..middle], new Step.Ask(early), .. steps[middle..], new Step.Commit(), new Step.Ask(late)]);

    /// <summary>A script without requests in which every kind of change occurs several times.</summary>
    public static Gen<Script> Changing { get; } =
        from buffer in Gen.Elements(1L, 2_000L, 64L << 20)
        from parts in Gen.Choose(5, 10).SelectMany(count => Part.ArrayOf(count))
        from singleThreaded in Gen.Elements(true, true, false)
        select new Script(buffer, singleThreaded, [.. parts.SelectMany(steps => steps), new Step.Commit()]);

    private static Gen<Step[]> Part =>
        from puts in Gen.Choose(1, 5).SelectMany(count => Put.ArrayOf(count))
        from delete in Fields.Key
        from end in Gen.Elements<Step>(new Step.Commit(), new Step.Commit(), new Step.Commit(), new Step.Optimize(), new Step.Reopen())
        select new Step[] { new Step.Delete(delete) }.Concat(puts).Append(end).ToArray();

    /// <summary>A large group comes early, so that deletes and merges affect it.</summary>
    private static Step[] Mixed(Step[] changes, Step[] large)
    {
        var third = changes.Length / 3;
        return [.. changes[..third], .. large, .. changes[third..]];
    }

    private static Gen<SearchRequest[]> RequestsAbout(Step[] steps, int count)
    {
        string[] texts = [.. steps.OfType<Step.Put>()
            .SelectMany(put => put.Group.Documents)
            .Take(300)
            .SelectMany(document => document.Texts)
            .OfType<string>()
            .Where(text => text.Length > 0)];
        return Requests.About(texts).ArrayOf(count);
    }
}
