namespace KnowledgeBase.Reports.Duplicates;

/// <summary>How much two texts say the same, by their runs of four folded characters.</summary>
/// <param name="Jaccard">Runs in common, of all that either has: 0 to 1.</param>
/// <param name="Containment">Runs in common, of those of the shorter: 0 to 1.</param>
public readonly record struct Similarity(double Jaccard, double Containment)
{
    /// <summary>From here on two texts are the same but for names, years and a sentence here and there.</summary>
    public const double LeastJaccard = 0.6;

    /// <summary>A text that lies nearly whole within another is the same with less in common, as far as this.</summary>
    public const double LeastJaccardContained = 0.45, LeastContainment = 0.85;

    /// <summary>Whether the two are near-duplicates.</summary>
    public bool IsNear => Jaccard >= LeastJaccard || (Containment >= LeastContainment && Jaccard >= LeastJaccardContained);

    internal static Similarity Of(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        if (a.IsEmpty || b.IsEmpty)
            return default;
        double common = Shingles.Common(a, b);
        return new(common / (a.Length + b.Length - common), common / Math.Min(a.Length, b.Length));
    }
}
