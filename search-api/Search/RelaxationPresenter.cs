using System.Globalization;
using KnowledgeBase.SearchApi.QueryRelaxation;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>Says in words how a query was loosened.</summary>
internal static class RelaxationPresenter
{
    private const int MostWordsSaid = 6;

    /// <summary>Null where only the line as typed found anything.</summary>
    public static Relaxation? Present(TieredResult result, bool withFacets)
    {
        var found = result.Steps.Where(step => step.Hits > 0 && step.Step.Match != MatchKind.Exact).ToList();
        if (found.Count == 0)
            return null;
        var exact = result.Steps[0].Hits;
        var last = found[^1].Step;
        return new Relaxation(
            RankingScores.NameOf(last.Match),
            exact,
            last.Words,
            string.Create(CultureInfo.InvariantCulture,
                $"{(exact == 0 ? "没有逐字相同的段落" : $"逐字相同的有 {exact} 段")}；{string.Join('；', found.Select(Sentence))}。"),
            [.. result.Steps.Select(step => new RelaxationStep(
                RankingScores.NameOf(step.Step.Match),
                step.Hits,
                withFacets ? FacetPresenter.Present(step.Facets) : null))]);
    }

    private static string Sentence(StepResult step) => string.Create(CultureInfo.InvariantCulture, $"{Way(step.Step)}的有 {step.Hits} 段");

    private static string Way(LadderStep step) => step.Match switch
    {
        MatchKind.Synonym => $"换一种说法（{Listed(step.Words)}）",
        MatchKind.Near => $"同一段里说到{Listed(step.Words)}",
        _ => $"说到{Listed(step.Words)}中大部分",
    };

    private static string Listed(IReadOnlyList<string> words) =>
        string.Concat(words.Take(MostWordsSaid).Select(word => $"「{word}」")) + (words.Count > MostWordsSaid ? "等" : "");
}
