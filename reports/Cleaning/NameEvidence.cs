using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>How sure it is that a string is a site's name.</summary>
internal enum NameVerdict
{
    /// <summary>It may be; a person or other files decide.</summary>
    Suspected,

    /// <summary>It is: a seller's sign, or places where nothing of a report can stand, again and again.</summary>
    Proven,
}

/// <summary>A string that may be a site's name, with what speaks for it.</summary>
/// <param name="Places">Where it stands in the folded text, from left to right without overlap.</param>
internal sealed record NameFinding(string Name, NameVerdict Verdict, bool HasSellersSign, IReadOnlyList<int> Places, string Evidence);

/// <summary>
/// Weighs what speaks for a string being a site's name. Evidence is of two kinds: a seller's sign (the file's own advertisement names
/// it, an address stands beside it, its words are a shop's), and offsets where nothing of a report can stand. One kind alone proves
/// only if it is strong; <see cref="NameVetoes"/> override both.
/// </summary>
internal sealed class NameEvidence
{
    private const int Shortest = 3;
    private const int Longest = 12;
    private const int MostAdvertisements = 40;

    // Different contexts that prove a name without any seller's sign, and with one. Ordinary text holds a chance insertion in some
    // 5,000 characters, and the same string twice at such places in hardly any report.
    private const int ProvenContexts = 4;
    private const int SuspectedContexts = 2;

    // Of a string without any sign that comes again, and what its neighbours must be tied by, in bits.
    private const int FewestRepeats = 3;
    private const int LongestRepeat = 6;
    private const double LeastClosing = 2;

    // Of an address that spells a name.
    private const int ShortestLabel = 4;
    private const int LongestLabel = 24;

    // In bits; ordinary words lose as much on both sides as the text would gain without them.
    private const double LeastSignedGain = -1;
    private const double LeastSpelledGain = 1.5;

    private readonly string _text;
    private readonly NameVetoes _vetoes;
    private readonly Dictionary<string, HashSet<(char Left, char Right)>> _contexts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _repeats = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _edges = new(StringComparer.Ordinal); // places at a line's ends or in brackets where no words stand
    private readonly Dictionary<string, string> _signs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _spelled = new(StringComparer.Ordinal);

    public NameEvidence(Draft draft, NameVetoes vetoes)
    {
        _text = draft.Folded.Text;
        _vetoes = vetoes;
        var strange = Insertion.StrangePlaces(_text);
        FromInsertions(strange);
        FromRepeats(strange);
        FromLineEdges();
        FromBrackets();
        FromHeadsOfLines(draft);
        FromAdvertisements(draft);
        FromAddresses(draft);
        foreach (var name in draft.FoundNames.Select(AdvertisingSignals.WithoutLabel).Where(name => name.Length >= Shortest))
            _signs.TryAdd(name, "a mark that was cut names it");
    }

    /// <summary>Names that the file's selling advertisements set apart, whether or not they stand in the text.</summary>
    public IEnumerable<string> SellersNames => _signs.Keys.Where(name => !_vetoes.Protect(name));

    /// <summary>The names, longest first.</summary>
    public List<NameFinding> Findings()
    {
        var names = _contexts.Keys.Concat(_edges.Keys).Concat(_repeats).Concat(_signs.Keys).Concat(_spelled.Keys).Distinct(StringComparer.Ordinal).Where(MayBeName).ToList();
        var places = NamePlaces.Of(_text, names);
        var findings = names.Select(name => Judge(name, places.GetValueOrDefault(name) ?? [])).OfType<NameFinding>().ToList();
        var occurrences = findings.ToDictionary(finding => finding.Name, finding => finding.Places.Count, StringComparer.Ordinal);

        // A name with words of the report beside it: the shorter one stands more often.
        return [.. findings.Where(finding => !HoldsOftener(finding.Name, occurrences)).OrderByDescending(finding => finding.Name.Length)];
    }

    /// <summary>Whether a part of a name stands more often than the whole.</summary>
    private static bool HoldsOftener(string whole, Dictionary<string, int> occurrences)
    {
        var known = occurrences.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var start = 0; start + 1 < whole.Length; start++)
            for (var length = 2; start + length <= whole.Length && length < whole.Length; length++)
                if (known.TryGetValue(whole.AsSpan(start, length), out var count) && count > occurrences[whole])
                    return true;

        return false;
    }

    private bool MayBeName(string name) =>
        AdvertisingSignals.ChannelIn(name) <= 0 && name.Count(Characters.IsHan) >= 2 && !name.Any(char.IsAsciiDigit)
        && !AdvertisingSignals.IsPlainWords(name) && !_vetoes.Protect(name);

    /// <summary>How rarely the characters of a string stand beside each other: above 0 for a new name's, below for a phrase's.</summary>
    internal static double LowCohesion(string name)
    {
        var table = BigramTable.Instance;
        var inside = 0.0;
        for (var i = 1; i < name.Length; i++)
            inside += table.MutualInformation(name[i - 1], name[i]);

        inside /= name.Length - 1;
        return inside < 2 ? 1.5 : inside < 3 ? 0.5 : SiteWords.IsSiteName(name) ? 0 : -3;
    }

    /// <summary>
    /// Whether the text reads on over a string's places as ordinary text does. Between the neighbours of a rare word of the report, a
    /// person's name or a firm's, nothing of that kind shows.
    /// </summary>
    private bool ClosesWithout(string name, List<int> places)
    {
        var sum = 0.0;
        foreach (var at in places)
            if (at > 0 && at + name.Length < _text.Length)
                sum += BigramTable.Instance.MutualInformation(_text[at - 1], _text[at + name.Length]);

        return sum >= LeastClosing * places.Count;
    }

    /// <summary>Whether two neighbours inside a string hardly ever stand together: so names are made up, and phrases are not.</summary>
    private static bool HoldsUnseenPair(string name)
    {
        for (var i = 1; i < name.Length; i++)
            if (BigramTable.Instance.MutualInformation(name[i - 1], name[i]) <= 0)
                return true;

        return false;
    }

    private NameFinding? Judge(string name, List<int> places)
    {
        var contexts = _contexts.TryGetValue(name, out var found) ? found.Count : 0;
        var isNamed = SiteWords.IsSiteName(name);
        var sign = _signs.GetValueOrDefault(name) ?? (isNamed ? "its words are a shop's" : _spelled.GetValueOrDefault(name));
        var occurrences = places.Count;
        var foreign = places.Count(at => IsForeignAt(_text, at, name.Length, sign is not null));

        // Words that stand in ordinary places elsewhere in the file are the report's own. A name that the file's advertisement gives may
        // be tied to a neighbour by chance.
        var least = !_signs.ContainsKey(name) ? 4 : contexts == 0 ? 3 : 2;
        if (occurrences == 0 || foreign * 5 < occurrences * least
            || (sign is null && contexts < ProvenContexts && foreign * 10 < occurrences * 9))
            return null;

        var evidence = $"{sign ?? "no seller named it"}; {contexts} different places where no word can stand";
        if (sign is not null)
        {
            var proven = _signs.ContainsKey(name)
                || (isNamed ? contexts > 0 || foreign >= 2 : IsProvenBySpelling(name, places, contexts, foreign));
            return new(name, proven ? NameVerdict.Proven : NameVerdict.Suspected, true, places, evidence);
        }

        // A person's name has three characters too.
        var isUnheard = LowCohesion(name) > 0 && name.Length > Shortest;
        var isAtEdges = _edges.GetValueOrDefault(name) >= SuspectedContexts && HoldsUnseenPair(name);
        var isRepeated = foreign == occurrences && occurrences >= FewestRepeats
            && isUnheard && (contexts > 0 || (_repeats.Contains(name) && ClosesWithout(name, places)));
        if (contexts < (isUnheard ? SuspectedContexts : ProvenContexts) && !isAtEdges && !isRepeated)
            return null;

        var strong = contexts >= ProvenContexts && LowCohesion(name) > 0;
        return new(name, strong ? NameVerdict.Proven : NameVerdict.Suspected, false, places, evidence);
    }

    /// <summary>Whether a stretch is tied to neither neighbour, or stands at a paragraph's end or beginning as no sentence does.</summary>
    /// <param name="hasSign">A seller's name may be tied to a neighbour by chance, where the text closes better without it.</param>
    internal static bool IsForeignAt(string text, int at, int length, bool hasSign)
    {
        if (Insertion.IsUnrelatedToNeighbours(text, at, length))
            return true;

        // Punctuation stands beside any word: it ties nothing.
        if (hasSign && at > 0 && at + length < text.Length && Characters.Closes(text[at - 1])
            && BigramTable.Instance.MutualInformation(text[at + length - 1], text[at + length]) < 1.5)
            return true;

        var isTail = at > 0 && Characters.EndsSentence(text[at - 1]) && (at + length == text.Length || text[at + length] == '\n');
        isTail |= hasSign && at > 0 && at + length < text.Length && text[at + length] == '\n';
        isTail |= at > 0 && at + length < text.Length && Characters.EndsSentence(text[at - 1]) && Characters.EndsSentence(text[at + length]);
        return isTail || (hasSign && Insertion.RemovalGain(text, at, length) >= LeastSignedGain);
    }

    /// <summary>
    /// An address may spell words of the report, which stand between strangers as often as a name does. Only a name parts characters that
    /// belong together.
    /// </summary>
    private bool IsProvenBySpelling(string name, List<int> places, int contexts, int foreign)
    {
        var parting = places.Count(at => at > 0 && at + name.Length < _text.Length
            && BigramTable.Instance.AreCollocated(_text[at - 1], _text[at + name.Length])
            && Insertion.RemovalGain(_text, at, name.Length) > LeastSpelledGain);
        return parting > 1 || (parting > 0 && (contexts > 0 || (foreign > 2 && foreign == places.Count)));
    }

    private void FromInsertions(bool[] strange)
    {
        foreach (var insertion in Insertion.Find(_text, strange))
        {
            var name = _text.Substring(insertion.Start, insertion.Length);
            AddContext(name, insertion.Left, insertion.Right);
            if (AdvertisingSignals.BeginsWithChannel(name))
                _signs.TryAdd(name, "it names a channel in the middle of a word");
        }
    }

    /// <summary>Strings that come again and again, each time a stranger to both its neighbours.</summary>
    private void FromRepeats(bool[] strange)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var known = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var (start, length) in Insertion.Strangers(_text, strange, Shortest + 1, LongestRepeat))
            known[_text.AsSpan(start, length)] = known.TryGetValue(_text.AsSpan(start, length), out var count) ? count + 1 : 1;

        foreach (var (name, count) in counts)
            if (count >= FewestRepeats && HoldsUnseenPair(name))
                _repeats.Add(name);
    }

    /// <summary>What follows the last full stop of a line, or stands before a heading's number.</summary>
    private void FromLineEdges()
    {
        foreach (var line in _text.Split('\n'))
        {
            if (line.Length is >= Shortest and <= Longest && line.All(IsOfNames) && !LineShape.IsTitle(line) && !LineShape.IsNumbered(line))
                AddContext(line, '\n', '\n');

            if (TailOf(line) is { Length: > 0 } tail)
            {
                AddContext(tail, line[line.Length - tail.Length - 2], (char)line.Length); // each line is a context of its own
                AddEdge(tail);
            }

            for (var length = Shortest; length <= Longest && length + 3 < line.Length && IsOfNames(line[length - 1]); length++)
                if (Numbering.At(
                    line.AsSpan(length)) is { Style: NumberStyle.Han or NumberStyle.HanBracket or NumberStyle.ArabicBracket } number
                    && !LineShape.IsNumbered(line[..length]) && !LineShape.IsTitle(line[..length]))
                {
                    AddContext(line[..length], '\n', (char)('0' + Math.Clamp(number.Value, 0, 100)));
                    break;
                }
        }
    }

    /// <summary>What white space parts from the rest of many lines.</summary>
    private void FromHeadsOfLines(Draft draft)
    {
        foreach (var line in draft.Lines)
        {
            if (NameVetoes.IsInTableRow(line.Span))
                continue;

            var words = line.Span.Trim();
            var end = words.IndexOfAny(' ', '　');
            if (end is < Shortest or > Longest || words.Length - end < 12 || words[..end].IndexOfAnyExceptInRange('\u4E00', '\u9FFF') >= 0)
                continue;

            var name = FoldedText.Of(words[..end].ToString(), 0, end).Text;
            if (LineShape.IsNumbered(name) || LineShape.IsTitle(name))
                continue;

            AddContext(name, '\n', words[end..].TrimStart()[0]);
            AddEdge(name);
        }
    }

    /// <summary>「述（…）职」: what stands around the brackets belongs together.</summary>
    private void FromBrackets()
    {
        foreach (var (start, length) in MarkExtent.Brackets(_text))
        {
            if (start == 0 || start + length >= _text.Length)
                continue;

            var name = _text.Substring(start + 1, length - 2);
            var (left, right) = (_text[start - 1], _text[start + length]);

            // Reports put headings into such brackets, and nothing in mid-sentence.
            if (_text[start] is '【' or '[' && name.Length is >= Shortest and <= Longest && name.All(Characters.IsHan)
                && Characters.IsHan(left) && Characters.IsHan(right))
                AddEdge(name);

            if (name.Length is >= 2 and <= Longest && name.All(IsOfNames) && Characters.IsHan(left) && Characters.IsHan(right)
                && BigramTable.Instance.AreCollocated(left, right) && !BigramTable.Instance.AreCollocated(left, name[0]))
                AddContext(name, left, right);
        }
    }

    /// <summary>Names that the file's advertisements set apart: by blanks, bars, quotes, or an address beside them.</summary>
    private void FromAdvertisements(Draft draft)
    {
        var advertisements =
            from removal in draft.Removals()
            where removal.Group is RemovalGroup.Advertising or RemovalGroup.Mark && Sells(removal.Text)
            select removal.Text;
        foreach (var text in advertisements.Take(MostAdvertisements))
            foreach (var name in SellerNames.In(text))
                _signs.TryAdd(name, "the file's own advertisement names it");
    }

    /// <summary>
    /// Names that spell an address which was cut from the file: 「青石板文汇」 beside qsbwh.net. Three characters are a part of many words:
    /// they must be spelled in full.
    /// </summary>
    private void FromAddresses(Draft draft)
    {
        foreach (var address in AddressLabels.Of(draft, ShortestLabel).Where(label => label.Length <= LongestLabel))
            foreach (var label in WithoutNet(address))
                for (var at = 0; at < _text.Length; at++)
                    if (Pinyin.Spelling(_text, at, label) is var length and >= Shortest and <= Longest
                        && at + length is var end && (length > Shortest || IsWhole(_text.AsSpan(at, length), label)))
                    {
                        _spelled.TryAdd(_text[at..end], $"the address {address} spells it");
                        if (end < _text.Length && _text[end] == '网')
                            _spelled.TryAdd(_text[at..(end + 1)], $"the address {address} spells it");
                    }
    }

    /// <summary>A label, and what is left without the 网 that sites put behind their names as they like.</summary>
    private static IEnumerable<string> WithoutNet(string label)
    {
        yield return label;
        var rest = label.EndsWith("wang", StringComparison.Ordinal) ? label[..^4] : label[^1] == 'w' ? label[..^1] : "";
        if (rest.Length >= ShortestLabel)
            yield return rest;
    }

    private static bool IsWhole(ReadOnlySpan<char> name, string label)
    {
        var letters = 0;
        foreach (var c in name)
            letters += Pinyin.ReadingOf(c)?.Length ?? 0;
        return letters == label.Length;
    }

    /// <summary>Whether an advertisement says how to reach its seller, who made it, or invites to its goods.</summary>
    private static bool Sells(string text)
    {
        var signs = AdvertisingSignals.Of(FoldedText.Of(text, 0, text.Length).Text, MarkSet.Empty);
        return signs.Contacts + signs.Notices > 0 || (signs.Goods > 0 && signs.Invitations > 0);
    }

    private void AddContext(string name, char left, char right)
    {
        if (!_contexts.TryGetValue(name, out var contexts))
            _contexts[name] = contexts = [];

        contexts.Add((left, right));
    }

    private void AddEdge(string name) => _edges[name] = _edges.GetValueOrDefault(name) + 1;

    private static string TailOf(string line)
    {
        var stop = line.Length - 1;
        while (stop >= 0 && line.Length - stop <= Longest + 1 && IsOfNames(line[stop]))
            stop--;

        var isTail = stop > 12 && line.Length - stop - 1 is >= Shortest and <= Longest
            && (Characters.EndsSentence(line[stop]) || (Characters.Closes(line[stop]) && Characters.EndsSentence(line[stop - 1])));
        return isTail ? line[(stop + 1)..] : "";
    }

    private static bool IsOfNames(char c) => Characters.IsHan(c) || char.IsAsciiLetterOrDigit(c) || c == '·';
}
