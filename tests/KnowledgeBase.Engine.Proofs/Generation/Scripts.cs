using FsCheck;
using FsCheck.Fluent;

namespace KnowledgeBase.Engine.Proofs.Generation;

/// <summary>Lives of an index, from empty to asked.</summary>
internal static class Scripts
{
    private static readonly Gen<Step> Put = Groups.Group.Select(group => (Step)new Step.Put(group));

    private static readonly Gen<Step> Change = Gen.Frequency(
        (10, Put),
        (2, Fields.Key.Select(key => (Step)new Step.Delete(key))),
        (3, Gen.Constant<Step>(new Step.Commit())),
        (1, Gen.Constant<Step>(new Step.Optimize())),
        (1, Gen.Constant<Step>(new Step.Reopen())));

    private static readonly Gen<Step[]> Nobody = Gen.Constant<Step[]>([]);

    private static readonly Gen<Step[]> Crowd = Groups.Crowd(Fields.Key).Select(group => new Step[] { new Step.Put(group) });

    /// <summary>A life with a given number of questions, some of them on the way and most at its end.</summary>
    public static Gen<Script> Asking(int questions) =>
        from buffer in Gen.Elements(1L, 2_000L, 64L << 20)
        from length in Gen.Choose(1, 40)
        from changes in Change.ArrayOf(length)
        from crowd in Gen.Frequency((11, Nobody), (1, Crowd))
        let steps = Mixed(changes, crowd)
        from early in Questions(steps, questions / 4)
        from late in Questions(steps, questions - (questions / 4))
        from middle in Gen.Choose(0, steps.Length)
        from alone in Gen.Elements(true, false)
        select new Script(buffer, alone, [.. steps[..middle], new Step.Ask(early), .. steps[middle..], new Step.Commit(), new Step.Ask(late)]);

    /// <summary>A life without questions in which every kind of change comes several times.</summary>
    public static Gen<Script> Changing { get; } =
        from buffer in Gen.Elements(1L, 2_000L, 64L << 20)
        from parts in Gen.Choose(5, 10).SelectMany(count => Part.ArrayOf(count))
        from alone in Gen.Elements(true, true, false)
        select new Script(buffer, alone, [.. parts.SelectMany(steps => steps), new Step.Commit()]);

    private static Gen<Step[]> Part =>
        from puts in Gen.Choose(1, 5).SelectMany(count => Put.ArrayOf(count))
        from delete in Fields.Key
        from end in Gen.Elements<Step>(new Step.Commit(), new Step.Commit(), new Step.Commit(), new Step.Optimize(), new Step.Reopen())
        select new Step[] { new Step.Delete(delete) }.Concat(puts).Append(end).ToArray();

    /// <summary>A crowd comes early, so that deletes and merges meet it.</summary>
    private static Step[] Mixed(Step[] changes, Step[] crowd)
    {
        var third = changes.Length / 3;
        return [.. changes[..third], .. crowd, .. changes[third..]];
    }

    private static Gen<SearchRequest[]> Questions(Step[] steps, int count)
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
