namespace KnowledgeBase.Reports.Quality.Copies;

/// <summary>Characters of one half.</summary>
internal sealed class CopyScore
{
    public long Of { get; set; }

    public long Right { get; set; }

    public long UniformOf { get; set; }

    public long UniformRight { get; set; }

    public long Noise { get; set; }

    public long NoiseAlone { get; set; }

    public long NoiseCut { get; set; }

    public long NoiseSuspected { get; set; }

    public long Body { get; set; }

    public long BodyAlone { get; set; }

    public long BodyCut { get; set; }

    public long BodySuspected { get; set; }

    public long Lost { get; set; }

    public long LostNoted { get; set; }

    public long Differences { get; set; }

    public long EditionOf { get; set; }

    public long EditionOwn { get; set; }

    public long EditionCut { get; set; }

    public long EditionLost { get; set; }

    public long EditionSuspected { get; set; }
}
