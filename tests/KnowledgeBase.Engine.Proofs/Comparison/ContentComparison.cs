using KnowledgeBase.Engine.Proofs.Generation;
using KnowledgeBase.Engine.Proofs.Oracle;

namespace KnowledgeBase.Engine.Proofs.Comparison;

/// <summary>Compares the groups and documents of a commit with those that were put.</summary>
internal static class ContentComparison
{
    public static void Same(Snapshot snapshot, PlainIndex plain)
    {
        Equal(plain.Documents.Count, snapshot.DocumentCount, "documents");
        EqualLists(plain.Groups.Keys, snapshot.Groups(), "groups");
        foreach (var group in plain.Groups.Values)
            Same(snapshot, group);
    }

    /// <summary>Compares the keys with each of the prefixes, and look-ups of absent keys and ids.</summary>
    public static void SameKeys(Snapshot snapshot, PlainIndex plain, IEnumerable<string> prefixes)
    {
        foreach (var prefix in prefixes)
            EqualLists(plain.Groups.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)), snapshot.Groups(prefix),
                $"groups at {SourceText.Text(prefix)}");
        Equal(null, snapshot.Find("absent"), "an id that is absent");
        Equal(0, snapshot.DocumentsOf("absent").Count, "documents of a group that is absent");
        Equal(false, snapshot.Attachment("absent").HasValue, "attachment of a group that is absent");
    }

    private static void Same(Snapshot snapshot, DocumentGroup group)
    {
        var at = $"group {SourceText.Text(group.Key)}: ";
        Equal(true, snapshot.Attachment(group.Key) is { } bytes && bytes.Span.SequenceEqual(group.Attachment.Span), at + "attachment");
        var numbers = snapshot.DocumentsOf(group.Key);
        Equal(group.Documents.Count, numbers.Count, at + "documents");
        for (var i = 0; i < numbers.Count; i++)
        {
            var put = group.Documents[i];
            var found = snapshot.Read(numbers[i]);
            Equal(put.Id, found.Id, at + "id");
            Equal(numbers[i], snapshot.Find(put.Id), at + "number by id");
            Equal(group.Key, snapshot.GroupOf(numbers[i]), at + "group of a document");
            EqualLists(Padded(put.Texts, found.Texts.Count), found.Texts, at + "texts");
            EqualLists(Padded(put.Keywords, found.Keywords.Count), found.Keywords, at + "keywords");
            EqualLists(Padded(put.Numbers, found.Numbers.Count), found.Numbers, at + "numbers");
            Equal(true, put.Stored.Span.SequenceEqual(found.Stored.Span), at + "stored bytes");
        }
    }

    private static IEnumerable<T?> Padded<T>(IReadOnlyList<T?> values, int count) =>
        values.Concat(Enumerable.Repeat(default(T), Math.Max(0, count - values.Count)));

    private static void EqualLists<T>(IEnumerable<T> expected, IEnumerable<T> found, string what)
    {
        if (!expected.SequenceEqual(found))
            throw new DisagreementException($"{what}: expected [{Listed(expected)}], found [{Listed(found)}]");
    }

    private static string Listed<T>(IEnumerable<T> items) =>
        string.Join(", ", items.Select(item => item is string text ? SourceText.Text(text) : item?.ToString() ?? "null"));

    private static void Equal<T>(T expected, T found, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
            throw new DisagreementException($"{what}: expected {expected}, found {found}");
    }
}
