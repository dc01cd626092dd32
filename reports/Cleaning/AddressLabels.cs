using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>The names that sellers' addresses were registered by.</summary>
internal static class AddressLabels
{
    private const int Most = 20;
    private const int FewestLetters = 4;
    private const int FewestLettersOfPart = 6;

    /// <summary>The longest label of each foreign host in what was cut as a mark or an advertisement: 「shuoshuowang」.</summary>
    /// <param name="shortest">Shorter labels are left out.</param>
    public static HashSet<string> Of(Draft draft, int shortest)
    {
        var labels = new HashSet<string>(StringComparer.Ordinal);
        foreach (var removal in draft.Removals())
        {
            if (removal.Group is not (RemovalGroup.Advertising or RemovalGroup.Mark) || removal.Text.Length < shortest)
                continue;

            foreach (var address in WebAddress.Find(FoldedText.Of(removal.Text, 0, removal.Text.Length).Text))
                if (!WebAddress.IsOfficial(address.Host)
                    && address.Host.Split('.').SkipLast(1).MaxBy(label => label.Length) is { } label
                    && label.Length >= shortest && label.All(char.IsAsciiLetterLower) && labels.Count < Most)
                    labels.Add(label);
        }

        return labels;
    }

    /// <summary>
    /// Whether a name is the one that a host was registered by: 墨涧稿社 beside mojiangao.com, 文枢在线 beside wenshuonline.com. Up to two
    /// characters of it, or the label's end, may be left out.
    /// </summary>
    public static bool Spells(string host, string name)
    {
        foreach (var label in host.Split('.').SkipLast(1))
            for (var letters = label.Length; letters >= FewestLetters; letters--)
                if ((letters == label.Length || letters >= FewestLettersOfPart)
                    && Pinyin.Spelling(name, 0, label.AsSpan(0, letters)) is >= 2 and var spelled && spelled >= name.Length - 2)
                    return true;

        return false;
    }
}
