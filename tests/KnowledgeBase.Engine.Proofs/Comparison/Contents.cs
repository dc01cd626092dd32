using KnowledgeBase.Engine.Proofs.Generation;
using KnowledgeBase.Engine.Proofs.Oracle;

namespace KnowledgeBase.Engine.Proofs.Comparison;

/// <summary>Whether a commit holds exactly the groups and documents that were put, each as it was put.</summary>
internal static class Contents
{
    public static void Same(Snapshot snapshot, PlainIndex plain)
    {
        Equal(plain.Documents.Count, snapshot.DocumentCount, "documents");
        EqualLists(plain.Groups.Keys, snapshot.Groups(), "groups");
        foreach (var group in plain.Groups.Values)
            Same(snapshot, group);
    }

    /// <summary>The keys that begin with each of the prefixes, and what is not there.</summary>
    public static void SameKeys(Snapshot snapshot, PlainIndex plain, IEnumerable<string> prefixes)
    {
        foreach (var prefix in prefixes)
            EqualLists(plain.Groups.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)), snapshot.Groups(prefix), $"groups at {Shown.Text(prefix)}");
        Equal(null, snapshot.Find("nobody"), "an id that is not there");
        Equal(0, snapshot.DocumentsOf("nobody").Count, "documents of a group that is not there");
        Equal(false, snapshot.Attachment("nobody").HasValue, "attachment of a group that is not there");
    }

    private static void Same(Snapshot snapshot, DocumentGroup group)
    {
        var at = $"group {Shown.Text(group.Key)}: ";
        Equal(true, snapshot.Attachment(group.Key) is { } bytes && bytes.Span.SequenceEqual(group.Attachment.Span), at + "attachment");
        var numbers = snapshot.DocumentsOf(group.Key);
        Equal(group.Documents.Count, numbers.Count, at + "documents");
        for (var i = 0; i < numbers.Count; i++)
        {
            var wanted = group.Documents[i];
            var found = snapshot.Read(numbers[i]);
            Equal(wanted.Id, found.Id, at + "id");
            Equal(numbers[i], snapshot.Find(wanted.Id), at + "number by id");
            Equal(group.Key, snapshot.GroupOf(numbers[i]), at + "group of a document");
            EqualLists(Padded(wanted.Texts, found.Texts.Count), found.Texts, at + "texts");
            EqualLists(Padded(wanted.Keywords, found.Keywords.Count), found.Keywords, at + "keywords");
            EqualLists(Padded(wanted.Numbers, found.Numbers.Count), found.Numbers, at + "numbers");
            Equal(true, wanted.Stored.Span.SequenceEqual(found.Stored.Span), at + "stored bytes");
        }
    }

    private static IEnumerable<T?> Padded<T>(IReadOnlyList<T?> values, int count) =>
        values.Concat(Enumerable.Repeat(default(T), Math.Max(0, count - values.Count)));

    private static void EqualLists<T>(IEnumerable<T> expected, IEnumerable<T> found, string what)
    {
        if (!expected.SequenceEqual(found))
            throw new DisagreementException($"{what}: expected [{Listed(expected)}], found [{Listed(found)}]");
    }

    private static string Listed<T>(IEnumerable<T> items) => string.Join(", ", items.Select(item => item is string text ? Shown.Text(text) : item?.ToString() ?? "null"));

    private static void Equal<T>(T expected, T found, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
            throw new DisagreementException($"{what}: expected {expected}, found {found}");
    }
}
