namespace KnowledgeBase.Relevance;

/// <summary>The usual measures of a ranked list (Manning, Raghavan, Schütze: Introduction to Information Retrieval, chapter 8).</summary>
public static class Measures
{
    /// <summary>Normalised discounted cumulative gain with gain 2^grade − 1.</summary>
    /// <param name="grades">Of the hits, in their order.</param>
    /// <param name="known">Of all items that there are, in any order.</param>
    public static double Ndcg(IEnumerable<int> grades, IEnumerable<int> known, int depth)
    {
        var ideal = Dcg(known.OrderDescending(), depth);
        return ideal == 0 ? 0 : Dcg(grades, depth) / ideal;
    }

    /// <summary>The share of hits of at least grade 2 among the first ones, of as many as there can be.</summary>
    public static double Precision(IReadOnlyList<int> grades, IEnumerable<int> known, int depth)
    {
        var possible = Math.Min(depth, known.Count(grade => grade >= 2));
        return possible == 0 ? 0 : grades.Take(depth).Count(grade => grade >= 2) / (double)possible;
    }

    /// <summary>1 ÷ the place of the first relevant hit among the first ones, or 0.</summary>
    public static double ReciprocalRank(IEnumerable<bool> relevant, int depth)
    {
        var place = 0;
        foreach (var one in relevant.Take(depth))
        {
            place++;
            if (one)
                return 1.0 / place;
        }

        return 0;
    }

    private static double Dcg(IEnumerable<int> grades, int depth) =>
        grades.Take(depth).Select((grade, place) => (Math.Pow(2, grade) - 1) / Math.Log2(place + 2)).Sum();
}
