namespace KnowledgeBase.Engine.Proofs.Generation;

/// <summary>Every script that is slightly smaller than a given one, for shrinking a failure to a readable size.</summary>
internal static class Shrinker
{
    public static IEnumerable<Script> Scripts(Script script)
    {
        foreach (var steps in Lists(script.Steps, Steps))
            yield return script with { Steps = steps };
    }

    private static IEnumerable<Step> Steps(Step step) => step switch
    {
        Step.Put put => Lists(put.Group.Documents, Documents)
            .Select(documents => (Step)new Step.Put(put.Group with { Documents = documents })),
        Step.Ask ask => Lists(ask.Requests, Requests).Select(requests => (Step)new Step.Ask(requests)),
        _ => [],
    };

    private static IEnumerable<IndexDocument> Documents(IndexDocument document)
    {
        if (document.Keywords.Count > 0)
            yield return document with { Keywords = [] };
        if (document.Numbers.Count > 0)
            yield return document with { Numbers = [] };
        if (!document.Stored.IsEmpty)
            yield return document with { Stored = default };
        foreach (var texts in Lists(document.Texts, Texts, removes: false))
            yield return document with { Texts = texts };
    }

    private static IEnumerable<SearchRequest> Requests(SearchRequest request)
    {
        if (request.Facets.Count > 0)
            yield return request with { Facets = [] };
        if (request.Filters.Count > 0)
            yield return request with { Filters = [] };
        if (request.Sort is not null)
            yield return request with { Sort = null };
        if (request.Collapse)
            yield return request with { Collapse = false };
        if (request.Offset != 0)
            yield return request with { Offset = 0 };
        if (request.Limit != 10)
            yield return request with { Limit = 10 };
        if (!request.ExactTotal)
            yield return request with { ExactTotal = true };
        foreach (var query in Queries(request.Query))
            yield return request with { Query = query };
    }

    private static IEnumerable<Query> Queries(Query query) => query switch
    {
        Query.And and => and.Clauses.Concat(Lists(and.Clauses, Queries).Select(clauses => (Query)new Query.And(clauses))),
        Query.Or or => or.Clauses.Concat(Lists(or.Clauses, Queries).Select(clauses => (Query)new Query.Or(clauses))),
        Query.AtLeast atLeast =>
            atLeast.Clauses.Select(clause => clause.Clause).Append(new Query.Or([.. atLeast.Clauses.Select(clause => clause.Clause)])),
        Query.Not not => new[] { not.Clause }.Concat(Queries(not.Clause).Select(clause => (Query)new Query.Not(clause))),
        Query.Text text => Texts(text.Value).Select(value => (Query)(text with { Value = value! })),
        Query.Ranked ranked => Texts(ranked.Value).Select(value => (Query)(ranked with { Value = value! })),
        Query.Constant constant => [constant.Clause],
        Query.Boost boost => [boost.Clause],
        Query.Prefer prefer => [prefer.Clause, .. prefer.Preferred],
        Query.Like like => Texts(like.Value).Select(value => (Query)(like with { Value = value! })),
        _ => [],
    };

    private static IEnumerable<string?> Texts(string? text)
    {
        if (string.IsNullOrEmpty(text))
            yield break;
        yield return "";
        for (var size = text.Length / 2; size > 0; size /= 2)
        {
            for (var start = 0; start + size <= text.Length; start += size)
                yield return text.Remove(start, size);
        }
    }

    /// <summary>The list without a range of it, long ranges first; then with one item smaller.</summary>
    private static IEnumerable<IReadOnlyList<T>> Lists<T>(IReadOnlyList<T> list, Func<T, IEnumerable<T>> smaller, bool removes = true)
    {
        for (var size = removes ? list.Count : 0; size > 0; size /= 2)
        {
            for (var start = 0; start + size <= list.Count; start += size)
                yield return [.. list.Take(start), .. list.Skip(start + size)];
        }

        for (var i = 0; i < list.Count; i++)
        {
            foreach (var item in smaller(list[i]))
                yield return [.. list.Take(i), item, .. list.Skip(i + 1)];
        }
    }
}
