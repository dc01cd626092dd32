using KnowledgeBase.Engine.Codecs;

namespace KnowledgeBase.Engine.Commits;

/// <summary>An <see cref="IndexSchema"/> as bytes, and whether two are the same.</summary>
internal static class SchemaCodec
{
    public static void Write(ByteBuffer to, IndexSchema schema)
    {
        to.VarInt((uint)schema.Texts.Count);
        foreach (var text in schema.Texts)
        {
            to.Text(text.Name);
            to.Double(text.Weight);
        }

        WriteNames(to, schema.Keywords);
        WriteNames(to, schema.Numbers);
    }

    public static IndexSchema Read(ref ByteReader from)
    {
        var texts = new TextField[from.VarInt()];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = new TextField(from.Text(), from.Double());
        return new IndexSchema(texts, ReadNames(ref from), ReadNames(ref from));
    }

    public static bool Same(IndexSchema a, IndexSchema b) =>
        a.Texts.SequenceEqual(b.Texts) && a.Keywords.SequenceEqual(b.Keywords) && a.Numbers.SequenceEqual(b.Numbers);

    /// <summary>
    /// Whether an index of one schema can be read as one of another: the same fields, or fewer keyword fields at the end. What the missing
    /// ones would hold is no value, until documents are put anew.
    /// </summary>
    public static bool IsReadableAs(IndexSchema stored, IndexSchema expected) =>
        stored.Keywords.Count <= expected.Keywords.Count
        && Same(stored with { Keywords = [.. expected.Keywords] }, expected)
        && stored.Keywords.SequenceEqual(expected.Keywords.Take(stored.Keywords.Count));

    public static string Describe(IndexSchema schema) =>
        $"texts {string.Join(' ', schema.Texts.Select(t => FormattableString.Invariant($"{t.Name}×{t.Weight}")))}; "
        + $"keywords {string.Join(' ', schema.Keywords)}; numbers {string.Join(' ', schema.Numbers)}";

    /// <exception cref="ArgumentException">Duplicate or empty names, too many fields, or a weight out of range.</exception>
    public static void Validate(IndexSchema schema)
    {
        string[] names = [.. schema.Texts.Select(t => t.Name), .. schema.Keywords, .. schema.Numbers];
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length || names.Any(string.IsNullOrEmpty))
            throw new ArgumentException("the fields of an index need distinct names.", nameof(schema));
        if (schema.Texts.Count is 0 or > byte.MaxValue || schema.Keywords.Count > byte.MaxValue || schema.Numbers.Count > byte.MaxValue)
            throw new ArgumentException("an index has 1 to 255 text fields and up to 255 of keywords and of numbers.", nameof(schema));
        if (schema.Texts.Any(t => !(t.Weight > 0 && t.Weight <= 1000)))
            throw new ArgumentException("the weight of a field is above 0 and at most 1000.", nameof(schema));
    }

    private static void WriteNames(ByteBuffer to, IReadOnlyList<string> names)
    {
        to.VarInt((uint)names.Count);
        foreach (var name in names)
            to.Text(name);
    }

    private static string[] ReadNames(ref ByteReader from)
    {
        var names = new string[from.VarInt()];
        for (var i = 0; i < names.Length; i++)
            names[i] = from.Text();
        return names;
    }
}
