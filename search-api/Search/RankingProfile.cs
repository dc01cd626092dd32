using KnowledgeBase.Engine;
using KnowledgeBase.Reports;
using KnowledgeBase.SearchApi.QueryLines;
using KnowledgeBase.SearchApi.QueryRelaxation;
using KnowledgeBase.Lookups.Wording;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>
/// What counts besides BM25F of the query line among its best hits. The figures behind the weights are in docs/relevance.md.
/// </summary>
internal static class RankingProfile
{
    private const double CharactersWeight = 0.3;
    private const double HeadingWeight = 0.5;
    private const double NearScore = 3;
    private const double ProblemsScore = 4;
    private const double CausesScore = 2;
    private const double RecentScore = 0.5;
    private const int RecentYears = 3;

    /// <summary>Words of a line that stand so near in one sentence are said together.</summary>
    private const int NearDistance = 8;

    /// <param name="root">The line.</param>
    /// <param name="thisYear">What recent years are counted from.</param>
    public static Rescoring? Of(QueryNode? root, int thisYear)
    {
        var words = QueryTranslation.Words(root).Distinct(StringComparer.Ordinal).ToList();
        if (words.Count == 0)
            return null;
        var line = string.Join(' ', words);
        var parts = new List<(string, Query)>
        {
            ("characters", new Query.Boost(new Query.Ranked(line, Field: PassageSchema.Text), CharactersWeight)),
            ("heading", new Query.Boost(new Query.Ranked(line, Field: PassageSchema.HeadingText), HeadingWeight)),
            ("recentYear", Constant(new Filter.Number(PassageSchema.Year, [new(thisYear - RecentYears, thisYear)]), RecentScore)),
        };
        if (words.Count > 1)
            parts.Add(("near", new Query.Constant(new Query.Near(words, NearDistance, InSentence: true, PassageSchema.Text), NearScore)));
        if (FaultWords.AreIn(words))
        {
            parts.Add(("problemsSection", Section(SectionType.存在问题, ProblemsScore)));
            parts.Add(("causesSection", Section(SectionType.原因分析, CausesScore)));
        }

        return new Rescoring(parts);
    }

    private static Query.Constant Section(SectionType section, double score) =>
        Constant(new Filter.Keyword(PassageSchema.Section, [section.ToString()]), score);

    private static Query.Constant Constant(Filter filter, double score) => new(new Query.Where(filter), score);
}
