using KnowledgeBase.Engine;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>The passages that a hit stands for because they say the same.</summary>
/// <param name="Count">How many, the hit among them.</param>
/// <param name="Units">Their units, each once.</param>
/// <param name="Years">Their years, ascending, each once.</param>
/// <param name="Ids">Their ids, at most <see cref="MostListed"/>.</param>
public sealed record FoldedPassages(int Count, IReadOnlyList<string> Units, IReadOnlyList<int> Years, IReadOnlyList<string> Ids)
{
    /// <summary>More are counted, but not read for every hit of every page.</summary>
    public const int MostListed = 20;

    /// <summary>Null where a hit stands for itself alone.</summary>
    internal static FoldedPassages? Of(Snapshot snapshot, Hit hit)
    {
        if (hit.Folded is not { Count: > 1 } documents)
            return null;
        var passages = documents.Take(MostListed).Select(document => PassageDocument.Read(snapshot, document)).ToList();
        return new FoldedPassages(
            documents.Count,
            [.. passages.Select(passage => passage.Unit).OfType<string>().Distinct(StringComparer.Ordinal)],
            [.. passages.Select(passage => passage.Year).OfType<int>().Distinct().Order()],
            [.. passages.Select(passage => passage.Id)]);
    }
}
