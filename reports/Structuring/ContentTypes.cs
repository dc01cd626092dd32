using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>
/// Types sections by what their sentences say: the likeliest sequence of types is found (Viterbi), in which a change costs, and the type
/// that a heading names or a position suggests is favoured. Inner headings, labels and transitions that name a type stand.
/// </summary>
internal static class ContentTypes
{
    private const int MaxSentences = 10;

    /// <summary>More sentences than these make a block no surer: they are not independent of each other.</summary>
    private const double SentenceWeight = 5;

    /// <summary>What a section's heading counts beside one sentence: figurative ones say little.</summary>
    private const double HeadingWeight = 0.8;

    /// <summary>No single sentence decides against all others.</summary>
    private const double LeastProbability = 0.02;

    /// <summary>In favour of the type that the position of a section suggests.</summary>
    private const double DefaultBonus = 1.2;

    /// <summary>
    /// In favour of the type that a section's heading names: with 8, lists of a year's tasks in reports of governments became work.
    /// </summary>
    private const double NamedBonus = 20;

    /// <summary>The same where the telling word is a small part of the heading: 「成绩单背面」, 「今天的问题就是明天的作业」.</summary>
    private const double TouchedBonus = 2;

    /// <summary>In favour of a change where a sentence passes to the type.</summary>
    private const double TransitionBonus = 2;

    private const double CostAtHeading = 1;

    /// <summary>Where the heading names work and problems both, a change is expected.</summary>
    private const double CostInMixed = 0.2;

    /// <summary>Lines of one section have one type unless they clearly tell of another, the first below its heading most of all.</summary>
    private const double CostBelowHeading = 2;

    private const double CostInSection = 1.2;
    private const double CostAtInnerHeading = 1;

    /// <summary>From a type (row) to another: what follows in the order of a report is cheap, what turns back is not.</summary>
    private static readonly double[,] ChangeCosts =
    {
        { 0, 2.7, 5, 3.5 },
        { 4.5, 0, 2.6, 2.6 },
        { 5, 3, 0, 2.5 },
        { 12, 5, 6, 0 },
    };

    /// <summary>
    /// From the type before an outermost heading (row) to the one after it: negative logarithms of how often the labelled reports of the
    /// dev half do so, evened out where they have few. Work right after plans costs most: what reports of governments plan for themselves
    /// reads like work, and has a heading of its own.
    /// </summary>
    private static readonly double[,] HeadingCosts =
    {
        { 0.7, 0.6, 4, 2.5 },
        { 2.7, 1.8, 1.2, 0.7 },
        { 3.3, 3, 2.5, 0.2 },
        { 12, 3, 4, 0.2 },
    };

    /// <summary>Of the first type of a report, in the same measure.</summary>
    private static readonly double[] FirstCosts = [0.2, 2, 4, 3];

    public static List<SectionSpan> Resolve(string text, List<SectionSpan> spans)
    {
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
    /// A section whose heading names its type is one block. Elsewhere each line is one, and a section goes on with the type that it began
    /// with unless its lines clearly tell of another.
    /// </summary>
    private static IEnumerable<Block> Blocks(string text, SectionSpan span, int index)
    {
        if (span.Evidence == TypeEvidence.Named)
        {
            if (span.Heading is null || !SentenceClassifier.Types.Contains(span.Type))
                return [new(index, span.Lines, span.Type, IsFixed: true, 0, CostAtHeading, null, IsAtHeading: true)];

            var bonus = SectionHeadings.IsTouched(span.Heading, span.Type) ? TouchedBonus : NamedBonus;
            var own = OwnLines(span);
            return
            [
                new(index, own, span.Type, IsFixed: false, bonus, CostAtHeading, Scores(text, own), IsAtHeading: true),
                .. span.Lines.Skip(own.Count).Select(line => new Block(
                    index,
                    [line],
                    span.Type,
                    IsFixed: false,
                    0,
                    CostInSection,
                    line.Formality is null ? Scores(text, [line]) : null,
                    IsAtHeading: false,
                    PassesTo(text.AsSpan(line.Start, line.Length)))),
            ];
        }

        var isHeaded = span.Evidence == TypeEvidence.Default && span.Heading is not null;
        return span.Lines.Select((line, i) => new Block(
            index,
            [line],
            span.Type,
            IsFixed: i == 0 && span.Evidence == TypeEvidence.Transition,
            i > 0 ? 0 : isHeaded ? DefaultBonus : DefaultBonus / 2,
            span.Evidence == TypeEvidence.Mixed ? CostInMixed : i == 0 ? CostAtHeading : !isHeaded ? 1
                : i == 1 && span.Lines[0].Heading is { IsOwnLine: true } ? CostBelowHeading
                : line.Heading is { IsOwnLine: true } ? CostAtInnerHeading : CostInSection,
            line.Formality is null && !IsMixedHeading(span, i) ? Scores(text, [line]) : null,
            IsAtHeading: i == 0 && span.Heading is not null,
            PassesTo(text.AsSpan(line.Start, line.Length))));
    }

    /// <summary>
    /// The lines for which a heading stands: all below a heading on a line of its own; below one that begins its paragraph, those up to the
    /// next plain paragraph, which need not be about the same.
    /// </summary>
    private static List<SectionLine> OwnLines(SectionSpan span) => span.Lines[0].Heading is { IsOwnLine: false }
        ? [span.Lines[0], .. span.Lines.Skip(1).TakeWhile(line => line.Heading is not null || line.Row is not null)]
        : [.. span.Lines];

    /// <summary>The type that a line passes to, where the section's type was not known before: 「究其原因，…」.</summary>
    private static SectionType? PassesTo(ReadOnlySpan<char> line) =>
        SectionTransitions.From(SectionType.存在问题, line, hasHeadings: true)
        ?? SectionTransitions.From(SectionType.主要工作, line, hasHeadings: true);

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
                    ? (FirstCosts[type], 0)
                    : Cheapest(costs[i - 1], type, block);
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

    private static (double Cost, int From) Cheapest(double[] before, int type, Block block)
    {
        var costs = block.IsAtHeading ? HeadingCosts : ChangeCosts;
        var bonus = block.PassesTo == SentenceClassifier.Types[type] ? TransitionBonus : 0;
        var (cost, from) = (double.PositiveInfinity, 0);
        for (var i = 0; i < before.Length; i++)
            if (before[i] + (block.Weight * costs[i, type]) - (i == type ? 0 : bonus) is var next && next < cost)
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
    private static double[] Scores(string text, List<SectionLine> lines)
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
    /// <param name="IsAtHeading">Whether it begins with an outermost heading.</param>
    /// <param name="PassesTo">The type that it passes to by its words.</param>
    private sealed record Block(
        int Span,
        IReadOnlyList<SectionLine> Lines,
        SectionType Type,
        bool IsFixed,
        double Bonus,
        double Weight,
        double[]? Scores,
        bool IsAtHeading,
        SectionType? PassesTo = null);
}
