namespace KnowledgeBase.SearchApi.Search;

/// <summary>The text of a draft that is checked against the collection.</summary>
public static class DraftText
{
    /// <summary>In characters.</summary>
    public const int Longest = 50_000;

    /// <summary>Rejects a text that is empty or too long.</summary>
    public static void Check(QueryReader reader, string? text)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.Require(!string.IsNullOrWhiteSpace(text) && text.Length <= Longest, "text", $"is 1 to {Longest} characters");
    }
}
