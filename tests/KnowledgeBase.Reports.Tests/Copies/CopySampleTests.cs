using KnowledgeBase.Reports.Quality.Copies;
using KnowledgeBase.Reports.Quality.Labels;

namespace KnowledgeBase.Reports.Tests.Copies;

/// <summary>What <c>Q copies</c> measures, of the half that may be seen: three corrupted copies of each text, and editions of it.</summary>
public sealed class CopySampleTests
{
    [Fact]
    public void Copies_repair_each_other_and_editions_keep_what_is_their_own()
    {
        var score = CopyRun.Measure(LabelHalf.Dev, show: null);
        Assert.True(score.Right >= 0.999 * score.Of, $"{score.Right} of {score.Of} characters right by vote");
        Assert.True(score.NoiseCut >= 0.5 * score.Noise, $"{score.NoiseCut} of {score.Noise} characters of noise cut");
        Assert.Equal((0, 0, 0), (score.BodyCut, score.EditionCut, score.EditionLost));
        Assert.True(score.Differences > 900);
    }
}
