namespace KnowledgeBase.Reports.Language.Gazetteer;

/// <summary>The shorter names that texts use for a locality: 三亚 for 三亚市, 凉山州 for 凉山彝族自治州, 长阳县 for 长阳土家族自治县.</summary>
internal static class ShortNames
{
    private static readonly string[] Peoples = [.. DataFile.Lines("peoples.txt").OrderByDescending(name => name.Length)];
    private static readonly string[] Suffixes = ["特别行政区", "自治区", "地区", "省", "市", "盟", "林区"];

    public static IEnumerable<string> Of(Locality locality)
    {
        var (name, level) = (locality.Name, locality.Level);
        foreach (var (autonomous, kept) in ((string, string)[])[("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")])
            if (name.EndsWith(autonomous, StringComparison.Ordinal) && WithoutPeoples(name[..^autonomous.Length]) is { Length: >= 2 } stem)
            {
                yield return stem + kept;
                if (level == LocalityLevel.Prefecture)
                    yield return stem;

                yield break;
            }

        if (level > LocalityLevel.Prefecture)
            yield break;

        foreach (var suffix in Suffixes)
            if (name.EndsWith(suffix, StringComparison.Ordinal) && WithoutPeoples(name[..^suffix.Length]) is { Length: >= 2 } stem)
            {
                yield return stem;
                yield break;
            }
    }

    private static string WithoutPeoples(string name)
    {
        while (Array.Find(
            Peoples, people => name.Length > people.Length + 1 && name.EndsWith(people, StringComparison.Ordinal)) is { } people)
            name = name[..^people.Length];

        return name;
    }
}
