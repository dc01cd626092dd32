using KnowledgeBase.Engine.Proofs.Generation;
using KnowledgeBase.Engine.Proofs.Oracle;

namespace KnowledgeBase.Engine.Tests.Proofs;

/// <summary>The plain scan itself, by examples calculated by hand.</summary>
public class PlainScanTests
{
    [Theory]
    [InlineData("ＡＢ１", "ab1")]
    [InlineData("「防汛」，抗旱。", "\"防汛\",抗旱.")]
    [InlineData("a\t\0　b", "a   b")]
    [InlineData("\uD840\uDC00\uDC00", "\uD840\uDC00\uDC00")]
    public void Folding_keeps_every_offset(string text, string folded) => Assert.Equal(folded, PlainText.Folded(text));

    [Theory]
    [InlineData("防汛抗旱", "防汛 汛抗 抗旱")]
    [InlineData("防汛、a 抗旱", "防汛 a 抗旱")]
    [InlineData("防汛防汛", "防汛 汛防")]
    [InlineData("， 。", ", .")]
    [InlineData("　", "")]
    public void A_query_has_the_pairs_of_its_runs(string query, string terms) =>
        Assert.Equal(terms, string.Join(' ', PlainText.Terms(PlainText.Folded(query))));

    [Fact]
    public void Overlapping_occurrences_are_counted() => Assert.Equal(3, PlainText.Count("aaaa", "aa"));

    [Fact]
    public void A_score_is_BM25F()
    {
        var index = new PlainIndex(Fields.Schema);
        index.Put(new DocumentGroup
        {
            Key = "k",
            Documents =
            [
                new IndexDocument { Id = "1", Texts = ["防汛", "防汛工作"] },
                new IndexDocument { Id = "2", Texts = [null, "抗旱"] },
            ],
        });
        var score = new PlainScorer(index).Prepared(new Query.Text("防汛", TextMatch.Any))(index.Documents[0]);

        // heading: 2.5 · 1 / 1; text: 1 / (0.25 + 0.75 · 4 / 3); idf: ln(1 + 1.5 / 1.5).
        var frequency = 2.5 + (1 / 1.25);
        Assert.Equal(Math.Log(2) * frequency / (1.2 + frequency), score!.Value, 12);
        Assert.Null(new PlainScorer(index).Prepared(new Query.Text("防汛", TextMatch.Any))(index.Documents[1]));
    }

    [Fact]
    public void Marks_that_touch_are_one()
    {
        var highlight = new PlainHighlight(new PlainScorer(new PlainIndex(Fields.Schema)));
        Assert.Equal([new TextSpan(0, 4)], highlight.Spans(new Query.Text("防汛 抗旱", TextMatch.All), "防汛抗旱", "text"));
        Assert.Empty(highlight.Spans(new Query.Text("防汛", TextMatch.All, "heading"), "防汛抗旱", "text"));
    }
}
