namespace KnowledgeBase.SearchApi.Search;

/// <summary>The pages' addresses, as answers carry them.</summary>
public static class Links
{
    public static string Report(string reportId) => $"/reports/{reportId}";

    public static string Passage(string reportId, string passageId) => $"/reports/{reportId}#{passageId}";
}
