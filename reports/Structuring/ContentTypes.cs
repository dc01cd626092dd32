using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>
/// Types the sections that no heading names by what their sentences say. Headings and transitions that name a type stand; between them
/// the likeliest sequence of types is found (Viterbi), in which a change costs and the type that the position suggests is favoured.
/// </summary>
internal static class ContentTypes
{
    private const int MaxSentences = 10;

    /// <summary>More sentences than these make a block no surer: they are not independent of each other.</summary>
    private const double SentenceWeight = 5;

    /// <summary>What a section's heading counts beside one sentence.</summary>
    private const double HeadingWeight = 1.5;

    /// <summary>No single sentence decides against all others.</summary>
    private const double LeastProbability = 0.03;

    /// <summary>In favour of the type that the position of a section suggests.</summary>
    private const double DefaultBonus = 1.2;

    /// <summary>A heading between two blocks makes a change of type likelier than the next paragraph does.</summary>
    private const double CostAtHeading = 0.5;

    /// <summary>Where the heading names work and problems both, a change is expected.</summary>
    private const double CostInMixed = 0.2;

    /// <summary>From a type (row) to another: what follows in the order of a report is cheap, what turns back is not.</summary>
    private static readonly double[,] ChangeCosts =
    {
        { 0, 3, 6, 4 },
        { 5, 0, 4, 3.5 },
        { 6, 4, 0, 3 },
        { 6, 5, 6, 0 },
    };

    public static List<SectionSpan> Resolve(string text, List<SectionSpan> spans)
    {
        if (spans.TrueForAll(span => span.Evidence == TypeEvidence.Named))
            return spans;

        var blocks = spans.SelectMany((span, index) => Blocks(text, span, index)).ToList();
        var types = Viterbi(blocks);
        var resolved = new List<SectionSpan>();
        List<SectionLine> lines = []; // of the last of them
        for (var i = 0; i < blocks.Count; i++)
        {
            var (block, type) = (blocks[i], types[i]);
            var span = spans[block.Span];
            var isFirst = i == 0 || blocks[i - 1].Span != block.Span;
            if (isFirst || resolved[^1].Type != type)
                resolved.Add(new(type, span.Evidence, isFirst ? span.Heading : null, lines = []));

            lines.AddRange(block.Lines);
        }

        return resolved;
    }

    /// <summary>
    /// A section with a heading of its own is one block, as children have their parent's type; elsewhere each line is one.
    /// </summary>
    private static IEnumerable<Block> Blocks(string text, SectionSpan span, int index)
    {
        if (span.Evidence == TypeEvidence.Named)
            return [new(index, span.Lines, span.Type, IsFixed: true, 0, CostAtHeading, null)];

        if (span.Evidence == TypeEvidence.Default && span.Heading is not null)
            return [new(index, span.Lines, span.Type, IsFixed: false, DefaultBonus, CostAtHeading, Scores(text, span.Lines))];

        return span.Lines.Select((line, i) => new Block(
            index,
            [line],
            span.Type,
            IsFixed: i == 0 && span.Evidence == TypeEvidence.Transition,
            i == 0 ? DefaultBonus / 2 : 0,
            span.Evidence == TypeEvidence.Mixed ? CostInMixed : i == 0 ? CostAtHeading : 1,
            line.Formality is null && !IsMixedHeading(span, i) ? Scores(text, [line]) : null));
    }

    /// <summary>A heading that names two types says nothing of where it stands.</summary>
    private static bool IsMixedHeading(SectionSpan span, int line) =>
        line == 0 && span.Evidence == TypeEvidence.Mixed && span.Lines[0].Heading is { IsOwnLine: true };

    private static List<SectionType> Viterbi(List<Block> blocks)
    {
        var types = SentenceClassifier.Types;
        var costs = new double[blocks.Count][];
        var from = new int[blocks.Count][];
        for (var i = 0; i < blocks.Count; i++)
        {
            (costs[i], from[i]) = (new double[types.Count], new int[types.Count]);
            var block = blocks[i];
            for (var type = 0; type < types.Count; type++)
            {
                var (cost, before) = i == 0 || types.IndexOf(blocks[i - 1].Type) < 0 && blocks[i - 1].IsFixed
                    ? (0, 0)
                    : Cheapest(costs[i - 1], type, block.Weight);
                costs[i][type] = cost + CostOf(block, type);
                from[i][type] = before;
            }
        }

        var resolved = new List<SectionType>();
        var best = -1;
        for (var i = blocks.Count - 1; i >= 0; i--)
        {
            if (blocks[i].IsFixed && types.IndexOf(blocks[i].Type) < 0)
            {
                resolved.Add(blocks[i].Type);
                best = -1;
                continue;
            }

            best = best < 0 ? Array.IndexOf(costs[i], costs[i].Min()) : best;
            resolved.Add(types[best]);
            best = from[i][best];
            if (i > 0 && blocks[i - 1].IsFixed && types.IndexOf(blocks[i - 1].Type) < 0)
                best = -1;
        }

        resolved.Reverse();
        return resolved;
    }

    private static (double Cost, int From) Cheapest(double[] before, int type, double weight)
    {
        var (cost, from) = (double.PositiveInfinity, 0);
        for (var i = 0; i < before.Length; i++)
            if (before[i] + (weight * ChangeCosts[i, type]) is var next && next < cost)
                (cost, from) = (next, i);

        return (cost, from);
    }

    private static double CostOf(Block block, int type)
    {
        const double Forbidden = 1000;
        var isOwn = SentenceClassifier.Types[type] == block.Type;
        if (block.IsFixed)
            return isOwn ? 0 : Forbidden;

        return (block.Scores is null ? 0 : -block.Scores[type]) - (isOwn ? block.Bonus : 0);
    }

    /// <summary>The weighted mean of the logarithms of the sentences' probabilities, by type.</summary>
    private static double[] Scores(string text, IReadOnlyList<SectionLine> lines)
    {
        var scores = new double[SentenceClassifier.Types.Count];
        var heading = new double[scores.Length];
        var count = 0;
        foreach (var line in lines.Where(line => line.Formality is null))
        {
            // The section's own heading sums up all its sentences.
            if (line == lines[0] && line.Heading is { IsOwnLine: true } && line.Depth <= 1)
            {
                Add(heading, text.AsSpan(line.Start, line.Length), HeadingWeight);
                continue;
            }

            var span = text.AsSpan(line.Start, line.Length);
            var starts = Sentences.Starts(span, semicolons: true);
            for (var i = 0; i < starts.Count && count < MaxSentences; i++)
            {
                var sentence = span[starts[i]..(i + 1 < starts.Count ? starts[i + 1] : span.Length)];
                Add(scores, sentence, 1);
                count++;
            }
        }

        for (var type = 0; type < scores.Length; type++)
            scores[type] = heading[type] + (count == 0 ? 0 : scores[type] * Math.Min(count, SentenceWeight) / count);

        return scores;
    }

    private static void Add(double[] scores, ReadOnlySpan<char> sentence, double weight)
    {
        var probabilities = SentenceClassifier.Instance.Probabilities(sentence);
        for (var type = 0; type < scores.Length; type++)
            scores[type] += weight * Math.Log(Math.Max(LeastProbability, probabilities[type]));
    }

    private static int IndexOf(this IReadOnlyList<SectionType> types, SectionType type)
    {
        for (var i = 0; i < types.Count; i++)
            if (types[i] == type)
                return i;

        return -1;
    }

    /// <param name="Span">The index of the section that it is of.</param>
    /// <param name="Type">What its heading or position says.</param>
    /// <param name="IsFixed">Whether that stands.</param>
    /// <param name="Bonus">In favour of its type.</param>
    /// <param name="Weight">Of the cost of a change before it.</param>
    /// <param name="Scores">By type; null where it says nothing.</param>
    private sealed record Block(
        int Span,
        IReadOnlyList<SectionLine> Lines,
        SectionType Type,
        bool IsFixed,
        double Bonus,
        double Weight,
        double[]? Scores);
}
