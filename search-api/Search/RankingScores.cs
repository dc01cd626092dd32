using KnowledgeBase.SearchApi.QueryRelaxation;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>Brings scores to 0–1 so that the step decides before BM25F does.</summary>
internal static class RankingScores
{
    private const double Range = 0.25;

    /// <summary>The BM25F at which a hit stands in the middle of its step's range; typical of a query of four characters.</summary>
    private const double Middle = 10;

    public static double Of(double bm25, MatchKind match) => Math.Round(Floor(match) + (Range * bm25 / (bm25 + Middle)), 4);

    public static RankingScoreDetails DetailsOf(double bm25, MatchKind match) => new(NameOf(match), Floor(match), Math.Round(bm25, 4));

    public static string NameOf(MatchKind match) => match switch
    {
        MatchKind.Exact => "exact",
        MatchKind.Synonym => "synonym",
        MatchKind.Near => "near",
        _ => "parts",
    };

    private static double Floor(MatchKind match) => Range * (MatchKind.Parts - match);
}
