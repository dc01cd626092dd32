using KnowledgeBase.Engine.Codecs;

namespace KnowledgeBase.Engine.Merging;

/// <summary>Chooses what the texts of a merged segment are written with.</summary>
/// <param name="units">Code units of all texts that stay.</param>
internal sealed class MergedTokens(MergeSource[] sources, long units)
{
    /// <summary>A dictionary that fewer than one code unit in so many is written with is not taken for all.</summary>
    private const int LeastShare = 8;

    /// <summary>The encoder, null for UTF-16, and which sources have that very code already.</summary>
    public TokenEncoder? Choose(out bool[] asTheyAre)
    {
        var length = new long[sources.Length];
        for (var s = 0; s < sources.Length; s++)
            length[s] = sources[s].Reader.Info.Fields.Lengths.Sum();
        var best = -1;
        long bestLength = 0;
        for (var s = 0; s < sources.Length; s++)
        {
            if (sources[s].Reader.TokenBytes.IsEmpty)
                continue;
            var same = 0L;
            for (var other = 0; other < sources.Length; other++)
                if (Same(s, other))
                    same += length[other];
            if (same > bestLength)
                (best, bestLength) = (s, same);
        }

        asTheyAre = new bool[sources.Length];
        var dictionary = best >= 0 && bestLength * LeastShare >= units ? sources[best].Reader.Tokens() : Train();
        for (var s = 0; s < sources.Length; s++)
            asTheyAre[s] = dictionary is null
                ? sources[s].Reader.TokenBytes.IsEmpty
                : best >= 0 && dictionary == sources[best].Reader.Tokens() && Same(s, best);
        return dictionary is null ? null : new TokenEncoder(dictionary);
    }

    private bool Same(int a, int b) => sources[a].Reader.TokenBytes.SequenceEqual(sources[b].Reader.TokenBytes);

    private TokenDictionary? Train()
    {
        if (units < TokenTrainer.LeastUnits)
            return null;
        var trainer = new TokenTrainer(units);
        foreach (var source in sources)
            for (var d = 0; d < source.Documents.Length; d++)
                if (source.Documents[d] >= 0 && trainer.Takes(source.Reader.UnitCount(d)))
                    trainer.Take(source.Reader.Units(d));
        return trainer.Finish();
    }
}
