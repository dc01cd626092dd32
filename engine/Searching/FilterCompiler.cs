using System.Numerics;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Columns;
using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.Searching;

/// <summary>The documents of a segment that a filter lets through, as a set.</summary>
internal static class FilterCompiler
{
    /// <summary>Checks a filter independently of segments, since an index may have none.</summary>
    /// <exception cref="IndexArgumentException">The field is unknown or of the wrong kind.</exception>
    public static void Validate(Filter filter, IndexSchema schema)
    {
        if (filter is Filter.Keyword keyword && Fields.Keyword(schema, keyword.Field) is null)
            throw Fields.Unknown("keyword", keyword.Field, schema.Keywords);
        if (filter is Filter.Number number && Fields.Number(schema, number.Field) is null)
            throw Fields.Unknown("number", number.Field, schema.Numbers);
    }

    /// <exception cref="IndexArgumentException">The field is unknown or of the wrong kind.</exception>
    public static BitSet Compile(Filter filter, IndexSchema schema, SegmentReader segment)
    {
        switch (filter)
        {
            case Filter.Keyword keyword:
                var k = Fields.Keyword(schema, keyword.Field) ?? throw Fields.Unknown("keyword", keyword.Field, schema.Keywords);
                return Members(segment.Keywords[k], AcceptedOrdinals(segment.Keywords[k], keyword), segment.Documents);
            case Filter.Number number:
                var n = Fields.Number(schema, number.Field) ?? throw Fields.Unknown("number", number.Field, schema.Numbers);
                return Members(segment.Numbers[n], AcceptedOrdinals(segment.Numbers[n], number), segment.Documents);
            default:
                throw new IndexArgumentException($"a filter of type {filter.GetType().Name} is unknown.");
        }
    }

    private static bool[] AcceptedOrdinals(KeywordColumn column, Filter.Keyword filter)
    {
        var accepted = new bool[column.Count + 1];
        foreach (var value in filter.Values)
            if (value is null)
                accepted[0] = true;
            else if (column.Find(value) is var ordinal and > 0)
                accepted[ordinal] = true;
        return accepted;
    }

    private static bool[] AcceptedOrdinals(NumberColumn column, Filter.Number filter)
    {
        var accepted = new bool[column.Count + 1];
        accepted[0] = filter.OrMissing;
        foreach (var range in filter.Ranges)
            for (var ordinal = column.FindAtLeast(range.From); ordinal <= column.Count && column.Value(ordinal) <= range.To; ordinal++)
                accepted[ordinal] = true;
        return accepted;
    }

    private static BitSet Members(Column column, bool[] accepted, int documents)
    {
        var members = new BitSet(documents);
        switch (column.Ordinals.Width)
        {
            case 1:
                Fill(column.Ordinals.All<byte>(), accepted, members.Words);
                break;
            case 2:
                Fill(column.Ordinals.All<ushort>(), accepted, members.Words);
                break;
            default:
                Fill(column.Ordinals.All<int>(), accepted, members.Words);
                break;
        }

        return members;
    }

    private static void Fill<T>(ReadOnlySpan<T> ordinals, bool[] accepted, ulong[] words) where T : unmanaged, IBinaryInteger<T>
    {
        for (var i = 0; i < ordinals.Length; i++)
            words[i >> 6] |= (accepted[int.CreateTruncating(ordinals[i])] ? 1UL : 0UL) << i;
    }
}
