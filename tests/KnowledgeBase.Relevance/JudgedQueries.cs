using System.Globalization;

namespace KnowledgeBase.Relevance;

/// <summary>A passage as the grades look at it.</summary>
public sealed record JudgedPassage(string Text, string? Heading, string Section, string? Unit, int? Year);

/// <summary>A line as a writer types it.</summary>
/// <param name="Kind">What it tries: one word, several words, unit and year and section as words.</param>
public sealed record JudgedQuery(int Number, string Kind, string Line)
{
    /// <summary>Odd numbers are for tuning; even ones are only reported.</summary>
    public bool IsHeldOut => Number % 2 == 0;
}

/// <summary>
/// The judged queries and what grade a passage has for each: the files under <c>judged/</c>, whose first lines say how they read.
/// </summary>
public sealed class JudgedQueries
{
    private readonly ILookup<int, Rule> _rules;

    private JudgedQueries(IReadOnlyList<JudgedQuery> queries, IEnumerable<Rule> rules, IReadOnlyList<string> samples) =>
        (Queries, _rules, Samples) = (queries, rules.ToLookup(rule => rule.Query), samples);

    public IReadOnlyList<JudgedQuery> Queries { get; }

    /// <summary>
    /// The sample files that the grades were written over. What came into the corpus later says the same in words that no grade knows,
    /// and would count as wrong.
    /// </summary>
    public IReadOnlyList<string> Samples { get; }

    public static JudgedQueries Read(string folder) => new(
        [.. Lines(Path.Combine(folder, "queries.tsv")).Select(cells => new JudgedQuery(Number(cells[0]), cells[1], cells[2]))],
        Lines(Path.Combine(folder, "grades.tsv")).Select(cells => new Rule(Number(cells[0]), Number(cells[1]), Condition.Read(cells[2]))),
        [.. Lines(Path.Combine(folder, "samples.tsv")).Select(cells => cells[0])]);

    /// <summary>0 where no rule holds.</summary>
    public int Grade(JudgedQuery query, JudgedPassage passage)
    {
        var best = 0;
        foreach (var rule in _rules[query.Number])
            if (rule.Grade > best && rule.Conditions.TrueForAll(condition => condition.Holds(passage)))
                best = rule.Grade;
        return best;
    }

    private static IEnumerable<string[]> Lines(string path) =>
        File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'));

    private static int Number(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);

    private sealed record Rule(int Query, int Grade, List<Condition> Conditions);

    /// <param name="Field">Null: heading and text.</param>
    private sealed record Condition(string? Field, bool IsNot, string[] Alternatives)
    {
        public static List<Condition> Read(string cell) => [.. cell.Split('&').Select(One)];

        public bool Holds(JudgedPassage passage)
        {
            var value = Field switch
            {
                "section" => passage.Section,
                "unit" => passage.Unit ?? "",
                "year" => passage.Year?.ToString(CultureInfo.InvariantCulture) ?? "",
                _ => $"{passage.Heading}\n{passage.Text}",
            };
            return Alternatives.Any(one => value.Contains(one, StringComparison.OrdinalIgnoreCase)) != IsNot;
        }

        private static Condition One(string text)
        {
            var isNot = text.StartsWith('!');
            text = isNot ? text[1..] : text;
            foreach (var field in new[] { "section", "unit", "year" })
                if (text.StartsWith(field + "=", StringComparison.Ordinal))
                    return new Condition(field, isNot, text[(field.Length + 1)..].Split('|'));
            return new Condition(null, isNot, text.Split('|'));
        }
    }
}
