using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Wording;
using KnowledgeBase.Reports;
using KnowledgeBase.SearchApi.QueryLines;
using KnowledgeBase.SearchApi.QueryRelaxation;
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
    private const double ProblemsScore = 8;
    private const double CausesScore = 4;
    private const double RecentScore = 0.5;
    private const int RecentYears = 3;

    /// <summary>Words of a line that stand so near in one sentence are said together.</summary>
    private const int NearDistance = 8;

    /// <summary>Of neighbouring words of the line: within a clause or two of one sentence.</summary>
    private const int PairDistance = 20;
    private const double PairScore = 4;
    private const int MostPairs = 5;

    /// <param name="root">The line.</param>
    /// <param name="wordings">Cuts it into words.</param>
    /// <param name="thisYear">What recent years are counted from.</param>
    public static Rescoring? Of(QueryNode? root, Wordings wordings, int thisYear)
    {
        var words = QueryTranslation.Words(root).Distinct(StringComparer.Ordinal).ToList();
        if (words.Count == 0)
            return null;
        var line = string.Join(' ', words);
        var spoken = words.SelectMany(wordings.Words).Select(word => word.Text).Distinct(StringComparer.Ordinal).ToList();
        var parts = new List<(string, Query)>
        {
            ("characters", new Query.Boost(new Query.Ranked(line, Field: PassageSchema.Text), CharactersWeight)),
            ("heading", new Query.Boost(new Query.Ranked(line, Field: PassageSchema.HeadingText), HeadingWeight)),
            ("recentYear", Constant(new Filter.Number(PassageSchema.Year, [new(thisYear - RecentYears, thisYear)]), RecentScore)),
        };
        for (var i = 1; i < spoken.Count && i <= MostPairs; i++)
        {
            var pair = new Query.Near([spoken[i - 1], spoken[i]], PairDistance, InSentence: true, PassageSchema.Text);
            parts.Add(($"near{i}", new Query.Constant(pair, PairScore)));
        }

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
