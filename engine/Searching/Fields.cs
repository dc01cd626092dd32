namespace KnowledgeBase.Engine.Searching;

/// <summary>Finds fields by name; the error for an unknown name lists the known ones.</summary>
internal static class Fields
{
    public static int Text(IndexSchema schema, string name) =>
        IndexOf(schema.Texts, field => field.Name == name) ?? throw Unknown("text", name, schema.Texts.Select(f => f.Name));

    public static int? Keyword(IndexSchema schema, string name) => IndexOf(schema.Keywords, field => field == name);

    public static int? Number(IndexSchema schema, string name) => IndexOf(schema.Numbers, field => field == name);

    public static IndexArgumentException Unknown(string kind, string name, IEnumerable<string> known) =>
        new($"there is no {kind} field '{name}'; there are: {string.Join(", ", known)}.");

    private static int? IndexOf<T>(IReadOnlyList<T> fields, Func<T, bool> matches)
    {
        for (var i = 0; i < fields.Count; i++)
            if (matches(fields[i]))
                return i;
        return null;
    }
}
