using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>Addresses spliced into the text, with the name that stands before each of them in the same way.</summary>
internal sealed class WebAddresses : CleaningRule
{
    private const int LongestName = 12;
    private const int LongestLoneName = 7; // what one place shows may as well be a heading

    private static readonly string[] Introductions = ["网址", "网站", "登录", "登陆", "访问", "官网", "邮箱", "平台", "链接", "门户", "域名", "网页", "http"];

    public override string Name => "web-address";

    public override RemovalGroup Group => RemovalGroup.Advertising;

    public override void Apply(Draft draft, CleaningContext context)
    {
        var text = draft.Folded.Text;
        foreach (var site in WebAddress.Find(text).Where(found => !WebAddress.IsOfficial(found.Host)).GroupBy(found => found.Host))
        {
            var places = site.ToList();
            var name = NameBefore(text, places);
            if (name.Length > 2 && name.All(Characters.IsHan) && !NameVetoes.IsPlaceOrOrgan(name))
                draft.FoundNames.Add(name);

            foreach (var place in places)
            {
                if (BracketOf(text, place, places) is { Length: > 0 } bracket)
                {
                    draft.FoundNames.Add(text[(bracket.Start + 1)..place.Start]);
                    var (open, whole) = draft.Folded.Unfold(bracket.Start, bracket.Length);
                    draft.Remove(open, whole, Name, $"the address {site.Key} is not the report's");
                    continue;
                }

                var edge = EdgeOf(text, place);
                var before = name.Length > 0
                    ? text.AsSpan(0, edge).EndsWith(name) ? name.Length + place.Start - edge : 0
                    : LoneNameBefore(text, place);
                var start = place.Start - before;
                var end = place.Start + place.Length;
                if (places.Count == 1 && start == place.Start && IsPartOfSentence(text, start, end))
                    continue;

                if (start < edge && edge < place.Start)
                    end++; // the bracket behind the address

                var (from, length) = MarkExtent.Expand(draft.Folded, start, end - start);
                draft.Remove(from, length, Name, $"the address {site.Key} is not the report's");
            }
        }
    }

    /// <summary>
    /// The words that stand before several places of one address, where what is before them differs: its site's name. The longest of those
    /// that stand oftenest; empty where there are none.
    /// </summary>
    private static string NameBefore(string text, List<WebAddress.Found> places)
    {
        var counts = new Dictionary<string, List<char>>(StringComparer.Ordinal);
        foreach (var place in places)
        {
            var edge = EdgeOf(text, place);
            for (var length = 1; length <= LongestName && IsOfNames(At(text, edge - length)); length++)
                if (length > 1 && !IsWord(text, place))
                {
                    var words = text.Substring(edge - length, length);
                    (counts.TryGetValue(words, out var contexts) ? contexts : counts[words] = []).Add(At(text, edge - length - 1));
                }
        }

        var named = counts.Where(entry => entry.Value.Distinct().Count() > 1 || (entry.Value.Count > 1 && IsEdge(entry.Value[0]))).ToList();
        return named.Count == 0 ? "" : named.MaxBy(entry => (entry.Value.Count, entry.Key.Length)).Key;
    }

    /// <summary>Where an address begins, with the bracket that holds it alone.</summary>
    private static int EdgeOf(string text, WebAddress.Found place) =>
        At(text, place.Start - 1) == '(' && At(text, place.Start + place.Length) == ')' ? place.Start - 1 : place.Start;

    /// <summary>Whether an address stands inside a word, whose first characters are no name: 「习近www.…平」.</summary>
    private static bool IsWord(string text, WebAddress.Found place)
    {
        var (left, right) = (At(text, place.Start - 1), At(text, place.Start + place.Length));
        return Characters.IsHan(left) && Characters.IsHan(right) && BigramTable.Instance.AreCollocated(left, right);
    }

    /// <summary>
    /// The length of a name before an address that stands alone: between the end of a sentence and the address at the line's end, or where
    /// the text closes best without it.
    /// </summary>
    private static int LoneNameBefore(string text, WebAddress.Found address)
    {
        var (place, end) = (address.Start, address.Start + address.Length);
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

        for (var length = 0; length <= LongestLoneName; length++)
        {
            var c = At(text, place - length - 1);
            // At a line's beginning a heading may stand, or a sentence that began on the line above.
            if (c is '\n' or '\0')
                return text.Substring(place - length, length) is var name
                    && (SiteWords.IsSiteName(name) || AddressLabels.Spells(address.Host, name)) ? length : 0;

            if (Characters.EndsSentence(c) || Characters.Closes(c))
                return length;

            if (!Characters.IsHan(c))
                return 0;
        }

        return 0;
    }

    /// <summary>
    /// The brackets that hold a name and its address and nothing else: 「维护（墨涧稿社www.mojiangao.com）本地区」. Empty where what stands before
    /// the address may be the report's.
    /// </summary>
    private static (int Start, int Length) BracketOf(string text, WebAddress.Found place, List<WebAddress.Found> places)
    {
        var open = place.Start - 1;
        while (open >= 0 && place.Start - open <= LongestName && Characters.IsHan(text[open]))
            open--;

        var close = place.Start + place.Length;
        if (place.Start - open < 3 || (At(text, open), At(text, close)) is not (('(', ')') or ('【', '】') or ('[', ']')))
            return default;

        var name = text[(open + 1)..place.Start];
        var comesAgain = places.Count > 1 && places.TrueForAll(other => text.AsSpan(0, other.Start).EndsWith(name));
        var isSite = comesAgain || SiteWords.IsSiteName(name) || AddressLabels.Spells(place.Host, name)
            || (Characters.IsHan(At(text, open - 1)) && Characters.IsHan(At(text, close + 1))
                && BigramTable.Instance.AreCollocated(text[open - 1], text[close + 1]));
        return isSite && !NameVetoes.IsPlaceOrOrgan(name) && !Array.Exists(Introductions, name.Contains)
            ? (open, close + 1 - open)
            : default;
    }

    private static bool IsEdge(char c) => c is '\n' or '\0' || Characters.EndsSentence(c) || Characters.Closes(c);

    private static bool IsPartOfSentence(string text, int start, int end)
    {
        var before = text.AsSpan(Math.Max(0, start - 10), Math.Min(10, start));
        foreach (var word in Introductions)
            if (before.Contains(word, StringComparison.Ordinal))
                return true;

        return At(text, start - 1) is '(' or ':' or '“' && At(text, end) is ')' or '”';
    }

    private static bool IsOfNames(char c) => Characters.IsHan(c) || char.IsAsciiLetterOrDigit(c);

    private static char At(string text, int place) => place >= 0 && place < text.Length ? text[place] : '\0';
}
