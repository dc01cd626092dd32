using System.Text;

namespace KnowledgeBase.Engine.Searching;

/// <summary>Documents and groups by number, id and key; deleted ones are not there.</summary>
internal static class DocumentReader
{
    public static int? Find(IndexView index, ReadOnlySpan<byte> id)
    {
        foreach (var segment in index.Segments)
            if (segment.Reader.FindDocument(id, segment.State.DeadDocuments) is { } document)
                return segment.First + document;
        return null;
    }

    public static string IdOf(IndexView index, int document)
    {
        var segment = index.SegmentOf(document);
        return Encoding.UTF8.GetString(segment.Reader.Ids[document - segment.First]);
    }

    public static IndexDocument Read(IndexView index, int document)
    {
        var segment = index.SegmentOf(document);
        return segment.Reader.Read(document - segment.First);
    }

    public static string GroupOf(IndexView index, int document)
    {
        var segment = index.SegmentOf(document);
        return segment.Reader.GroupKey(segment.Reader.GroupOf(document - segment.First));
    }

    public static IReadOnlyList<int> DocumentsOf(IndexView index, ReadOnlySpan<byte> key)
    {
        if (FindGroup(index, key) is not var (segment, group))
            return [];
        var first = segment.Reader.GroupStart(group);
        return [.. Enumerable.Range(segment.First + first, segment.Reader.GroupStart(group + 1) - first)];
    }

    public static ReadOnlyMemory<byte>? Attachment(IndexView index, ReadOnlySpan<byte> key)
    {
        if (FindGroup(index, key) is not var (segment, group))
            return null;
        return segment.Reader.Attachment(group);
    }

    public static IReadOnlyList<string> Groups(IndexView index, string prefix)
    {
        List<string> keys = [.. Live(index, prefix).Select(group => group.Key)];
        keys.Sort(StringComparer.Ordinal);
        return keys;
    }

    public static IReadOnlyList<GroupPlace> GroupPlaces(IndexView index, string prefix)
    {
        var places = new List<GroupPlace>();
        foreach (var (segment, group, key) in Live(index, prefix))
        {
            var first = segment.Reader.GroupStart(group);
            places.Add(new GroupPlace(
                key, segment.Reader.Name.Number, group, segment.First + first, segment.Reader.GroupStart(group + 1) - first));
        }

        places.Sort((left, right) => string.CompareOrdinal(left.Key, right.Key));
        return places;
    }

    private static IEnumerable<(SegmentView Segment, int Group, string Key)> Live(IndexView index, string prefix)
    {
        foreach (var segment in index.Segments)
            for (var place = FirstFrom(segment, prefix); place < segment.Reader.Groups; place++)
            {
                var group = segment.Reader.GroupInKeyOrder(place);
                var key = segment.Reader.GroupKey(group);
                if (!key.StartsWith(prefix, StringComparison.Ordinal))
                    break;
                if (!segment.IsDeadGroup(group))
                    yield return (segment, group, key);
            }
    }

    private static (SegmentView Segment, int Group)? FindGroup(IndexView index, ReadOnlySpan<byte> key)
    {
        foreach (var segment in index.Segments)
            if (segment.Reader.FindGroup(key, segment.State.DeadGroups) is { } group)
                return (segment, group);
        return null;
    }

    private static int FirstFrom(SegmentView segment, string prefix)
    {
        int low = 0, high = segment.Reader.Groups;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (string.CompareOrdinal(segment.Reader.GroupKey(segment.Reader.GroupInKeyOrder(middle)), prefix) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
