using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>Addresses spliced into the text, with the name that stands before each of them in the same way.</summary>
internal sealed class WebAddresses : CleaningRule
{
    private static readonly string[] Introductions = ["网址", "网站", "登录", "登陆", "访问", "官网", "邮箱", "平台", "链接", "门户", "域名", "网页", "http"];

    public override string Name => "web-address";

    public override RemovalGroup Group => RemovalGroup.Advertising;

    public override void Apply(Draft draft, CleaningContext context)
    {
        var text = draft.Folded.Text;
        foreach (var site in WebAddress.Find(text).Where(found => !WebAddress.IsOfficial(found.Host)).GroupBy(found => found.Host))
        {
            var places = site.ToList();
            var name = places.Count > 1 ? NameBefore(text, places) : 0;
            foreach (var place in places)
            {
                var start = place.Start - (name > 0 ? name : LoneNameBefore(text, place.Start, place.Start + place.Length));
                var end = place.Start + place.Length;
                if (places.Count == 1 && start == place.Start && IsPartOfSentence(text, start, end))
                    continue;

                var (from, length) = MarkExtent.Expand(draft.Folded, start, end - start);
                draft.Remove(from, length, Name, $"the address {site.Key} is not the report's");
            }
        }
    }

    /// <summary>The length of the words that stand before all places of one address: its site's name, as the text around differs.</summary>
    private static int NameBefore(string text, List<WebAddress.Found> places)
    {
        var length = 0;
        while (length < 12)
        {
            var c = At(text, places[0].Start - length - 1);
            if (!(Characters.IsHan(c) || char.IsAsciiLetterOrDigit(c)) || places.Any(place => At(text, place.Start - length - 1) != c))
                return length;

            length++;
        }

        return 0;
    }

    /// <summary>
    /// The length of a name before an address that stands alone: between the end of a sentence and the address at the line's end, or where
    /// the text closes best without it.
    /// </summary>
    private static int LoneNameBefore(string text, int place, int end)
    {
        if (end < text.Length && text[end] != '\n')
        {
            var best = (Cut: double.MinValue, Length: 0);
            for (var name = 2; name <= 8 && place > name && Characters.IsHan(text[place - name]); name++)
                if (BigramTable.Instance.AreCollocated(text[place - name - 1], text[end])
                    && SiteWords.IsSiteName(text.Substring(place - name, name))
                    && Insertion.IsUnrelatedToNeighbours(text, place - name, end - place + name)
                    && Insertion.RemovalScore(text, place - name, name) is var cut && cut > best.Cut)
                    best = (cut, name);

            return best.Length;
        }

        for (var length = 0; length <= 12; length++)
        {
            var c = At(text, place - length - 1);
            if (c is '\n' or '\0' || Characters.EndsSentence(c) || Characters.Closes(c))
                return length;

            if (!Characters.IsHan(c))
                return 0;
        }

        return 0;
    }

    private static bool IsPartOfSentence(string text, int start, int end)
    {
        var before = text.AsSpan(Math.Max(0, start - 10), Math.Min(10, start));
        foreach (var word in Introductions)
            if (before.Contains(word, StringComparison.Ordinal))
                return true;

        return At(text, start - 1) is '(' or ':' or '“' && At(text, end) is ')' or '”';
    }

    private static char At(string text, int place) => place >= 0 && place < text.Length ? text[place] : '\0';
}
