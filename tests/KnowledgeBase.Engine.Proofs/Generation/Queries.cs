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
            (1, below.Select(clause => (Query)new Query.Not(clause))),
            (1, below.Select(clause => (Query)new Query.Constant(clause, 1.5))),
            (1, from clause in below from factor in Gen.Elements(0.5, 2.0) select (Query)new Query.Boost(clause, factor)),
            (1, from clauses in Clauses(below)
                .Where(clauses => clauses.Length > 0)
                select (Query)new Query.Prefer(clauses[0], clauses[1..])));
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
        (4, Ranked(texts)),
        (3, Near(texts)),
        (3, Pattern(texts)),
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

    private static Gen<Query> Ranked(string[] texts) =>
        from value in Value(texts)
        from share in Gen.Elements(0, 0, 0.3, 0.6, 1.0)
        from field in Field
        select (Query)new Query.Ranked(value, share, field);

    private static Gen<Query> Near(string[] texts) =>
        from count in Gen.Choose(1, 3)
        from words in Alphabet.PartOf(texts, 3).ArrayOf(count)
        from distance in Gen.Elements<int?>(null, 0, 2, 8)
        from inSentence in Gen.Elements(true, false)
        from field in Field
        select (Query)new Query.Near(words, distance, inSentence, field);

    private static Gen<Query> Pattern(string[] texts) =>
        from count in Gen.Choose(1, 3)
        from parts in Alphabet.PartOf(texts, 2).ArrayOf(count)
        from gap in Gen.Elements(0, 3, 12)
        from field in Field
        select (Query)new Query.Pattern(parts, gap, field);

    private static Gen<string?> Field =>
        Gen.Frequency((3, Gen.Constant<string?>(null)), (1, Fields.TextField.Select(name => (string?)name)));

    private static Gen<string> Value(string[] texts) => Gen.Frequency(
        (1, Gen.Constant("")),
        (10, Alphabet.PartOf(texts, 5)),
        (4, Alphabet.PartOf(texts, 30)),
        (5, Alphabet.Text(1, 4)),
        (2, from parts in Alphabet.PartOf(texts, 6).Three() select $"{parts.Item1} {parts.Item2}，{parts.Item3}"));
}
