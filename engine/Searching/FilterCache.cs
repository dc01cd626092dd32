using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.Searching;

/// <summary>
/// Document sets of recently used filters, by segment. Segments never change, so entries stay valid until the segment is collected.
/// </summary>
internal static class FilterCache
{
    private const int MaxFilters = 64;

    private static readonly ConditionalWeakTable<SegmentReader, ConcurrentDictionary<string, BitSet>> Caches = [];

    /// <summary>The documents that pass a filter. Shared: callers must not change it.</summary>
    public static BitSet Members(Filter filter, IndexSchema schema, SegmentReader segment)
    {
        var cache = Caches.GetValue(segment, _ => new ConcurrentDictionary<string, BitSet>(StringComparer.Ordinal));
        var name = Name(filter);
        if (cache.TryGetValue(name, out var members))
            return members;
        members = FilterCompiler.Compile(filter, schema, segment);
        if (cache.Count >= MaxFilters)
            cache.Clear();
        cache.TryAdd(name, members);
        return members;
    }

    /// <summary>A cache key that is distinct for distinct filters.</summary>
    private static string Name(Filter filter)
    {
        var name = new StringBuilder().Append(filter.Field.Length).Append(':').Append(filter.Field);
        if (filter is Filter.Keyword keyword)
            foreach (var value in keyword.Values)
                name.Append(CultureInfo.InvariantCulture, $"|{value?.Length ?? -1}:{value}");
        if (filter is Filter.Number number)
        {
            name.Append(number.OrMissing ? "|+" : "|-");
            foreach (var range in number.Ranges)
                name.Append(CultureInfo.InvariantCulture, $"|{range.From}..{range.To}");
        }

        return name.ToString();
    }
}
