using KnowledgeBase.Reports.Quality.Dressing;
using KnowledgeBase.Reports.Quality.Labels;

namespace KnowledgeBase.Reports.Tests;

/// <summary>
/// A small share of the measurement in docs/quality.md, with floors below what it reaches: the labelled reports, dressed in every way that
/// needs no files from outside, read alone and with what their folder taught.
/// </summary>
public sealed class DressedSampleTests
{
    private const int Files = 80;

    [Fact]
    public void Dressed_reports_keep_their_bodies_and_their_edits_replay()
    {
        var output = new StringWriter();
        var scores = DressedRun.Measure(bench: null, folders: 1, Files, output);
        Assert.All(scores, pair =>
        {
            var (key, score) = pair;
            var what = $"{LabelFolder.Name(key.Half)}, learned {key.IsLearned}; seed {DressedRun.Seed}";
            Assert.True(score.Failed == 0, $"{score.Failed} files of {what} are not read");
            Assert.True(score.ReplayBroken == 0, $"the edits of {score.ReplayBroken} files of {what} do not replay");
            Assert.True(score.BodyLost <= 300, $"{score.BodyLost} characters of {what} are lost:\n{output}");
        });
    }

    [Fact]
    public void Labelled_reports_are_understood_as_well_as_docs_quality_md_says()
    {
        foreach (var half in Enum.GetValues<LabelHalf>())
        {
            var output = new StringWriter();
            var tally = LabelMeasure.Measure(half, output);
            Reaches("section type of lines", 0.75);
            Reaches("sentences that stay whole", 0.98);
            Reaches("year", 0.4);
            Reaches("unit with its place", 0.7);
            Reaches("unit type", 0.8);

            void Reaches(string what, double floor)
            {
                var (right, all) = tally.Of(what);
                Assert.True(right >= floor * all, $"{what}: {right} of {all} of {LabelFolder.Name(half)}\n{output}");
            }
        }
    }
}
