using FsCheck;
using FsCheck.Fluent;

namespace KnowledgeBase.Engine.Proofs.Generation;

/// <summary>Conditions, facets and orders over the fields of the generated schema.</summary>
internal static class Filters
{
    private static readonly Gen<Filter> Keyword =
        from field in Fields.KeywordField
        from count in Gen.Choose(0, 3)
        from values in Fields.Keyword.ArrayOf(count)
        select (Filter)new Filter.Keyword(field, values);

    private static readonly Gen<NumberRange> Range =
        from a in Fields.Number
        from b in Fields.Number
            // Sometimes reversed, which is an empty range.
        select new NumberRange(a ?? int.MinValue, b ?? int.MaxValue);

    private static readonly Gen<Filter> Number =
        from field in Fields.NumberField
        from count in Gen.Choose(0, 2)
        from ranges in Range.ArrayOf(count)
        from missing in Gen.Elements(false, false, true)
        select (Filter)new Filter.Number(field, ranges, missing);

    public static Gen<Filter> Filter { get; } = Keyword.Or(Number);

    public static Gen<FacetRequest> Facet { get; } =
        from field in Fields.KeywordField.Or(Fields.NumberField)
        from limit in Gen.Elements(0, 1, 2, 3, 100, 100, 100)
        from containing in Gen.Elements(null, null, null, "", "甲", "A", "2", "ａ")
        select new FacetRequest(field, limit, containing);

    public static Gen<NumberSort?> Sort { get; } = Gen.Frequency(
        (3, Gen.Constant<NumberSort?>(null)),
        (1, from field in Fields.NumberField
            from downwards in Gen.Elements(false, true)
            select (NumberSort?)new NumberSort(field, downwards)));
}
