using FsCheck;
using FsCheck.Fluent;

namespace KnowledgeBase.Engine.Proofs.Generation;

/// <summary>Queries of every kind, most of them for parts of texts that the index has held.</summary>
internal sealed class Queries(string[] texts)
{
    public Gen<Query> Query { get; } = Nested(texts, depth: 3);

    private static Gen<Query> Nested(string[] texts, int depth)
    {
        if (depth == 0)
            return Leaf(texts);
        var below = Nested(texts, depth - 1);
        return Gen.Frequency(
            (10, Leaf(texts)),
            (2, Clauses(below).Select(clauses => (Query)new Query.And(clauses))),
            (2, Clauses(below).Select(clauses => (Query)new Query.Or(clauses))),
            (1, AtLeast(below)),
            (1, below.Select(clause => (Query)new Query.Not(clause))));
    }

    private static Gen<Query[]> Clauses(Gen<Query> below) =>
        from count in Gen.Frequency((1, Gen.Constant(0)), (20, Gen.Choose(1, 4)))
        from clauses in below.ArrayOf(count)
        select clauses;

    private static Gen<Query> AtLeast(Gen<Query> below) =>
        from clauses in Clauses(below)
        from weights in Gen.Choose(1, 5).ArrayOf(clauses.Length)
        from minimum in Gen.Choose(0, Math.Max(1, weights.Sum() + 1))
        select (Query)new Query.AtLeast([.. clauses.Zip(weights, (clause, weight) => new WeightedClause(clause, weight))], minimum);

    private static Gen<Query> Leaf(string[] texts) => Gen.Frequency(
        (24, Text(texts)),
        (2, Like(texts)),
        (1, Filters.Filter.Select(filter => (Query)new Query.Where(filter))),
        (1, Gen.Constant(Engine.Query.All)));

    private static Gen<Query> Text(string[] texts) =>
        from value in Value(texts)
        from match in Gen.Elements(TextMatch.Any, TextMatch.All, TextMatch.Phrase, TextMatch.Exact)
        from field in Gen.Frequency((3, Gen.Constant<string?>(null)), (1, Fields.TextField.Select(name => (string?)name)))
        select (Query)new Query.Text(value, match, field);

    private static Gen<Query> Like(string[] texts) =>
        from value in Alphabet.PartOf(texts, 100)
        from terms in Gen.Elements(1, 2, 3, 5, 40)
        select (Query)new Query.Like(value, terms);

    private static Gen<string> Value(string[] texts) => Gen.Frequency(
        (1, Gen.Constant("")),
        (10, Alphabet.PartOf(texts, 5)),
        (4, Alphabet.PartOf(texts, 30)),
        (5, Alphabet.Text(1, 4)),
        (2, from parts in Alphabet.PartOf(texts, 6).Three() select $"{parts.Item1} {parts.Item2}，{parts.Item3}"));
}
