using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>The names that sellers' addresses were registered by.</summary>
internal static class AddressLabels
{
    private const int Most = 20;

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
}
