namespace KnowledgeBase.Engine.Proofs.Oracle;

internal static class PlainFilter
{
    public static bool Matches(IndexSchema schema, Filter filter, PlainDocument document) => filter switch
    {
        Filter.Keyword keyword => keyword.Values.Contains(document.Keyword(schema.Keywords.ToList().IndexOf(keyword.Field))),
        Filter.Number number => document.Number(schema.Numbers.ToList().IndexOf(number.Field)) switch
        {
            null => number.OrMissing,
            { } value => number.Ranges.Any(range => range.From <= value && value <= range.To),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };
}
