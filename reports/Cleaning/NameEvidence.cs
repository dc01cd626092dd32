using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>
/// Weighs what speaks for a string being a site's name: places of one file where nothing of the report can stand, the file's
/// own advertisements, and the name's words. One sign alone may be chance.
/// </summary>
internal sealed class NameEvidence
{
    private const int Shortest = 3;
    private const int Longest = 12;
    private const double Enough = 3;
    private const int MostAdvertisements = 20;

    // What each sign is worth; what stands at an impossible place twice, or once beside another sign, is enough.
    private const double Spliced = 1.5;
    private const double AfterTheEnd = 1.5;
    private const double BeforeANumber = 2;
    private const double InBrackets = 1.5;
    private const double AfterNumbers = 1.5;
    private const double OfASite = 1.5;
    private const double OnALine = 0.5;
    private const double ReadsBetterWithout = 0.7;
    private const double MostOfReadingBetter = 1.4;
    private const double LeastGain = 4;

    private readonly string _raw;
    private readonly string _text;
    private readonly string _advertisements;
    private readonly Dictionary<string, double> _signs = [];
    private readonly Dictionary<string, int> _impossible = []; // places outside any sentence
    private readonly HashSet<(string, char, char)> _contexts = [];
    private readonly HashSet<(string Words, char Next)> _afterNumbers = [];

    public NameEvidence(Draft draft)
    {
        _raw = FoldedText.Of(draft.Raw, 0, draft.Raw.Length).Text;
        _text = draft.Folded.Text;
        // What a page's or a header's furniture names says nothing about the body: it names the report's own place and unit.
        var advertisements =
            from removal in draft.Removals()
            where removal.Group == RemovalGroup.Advertising
            select FoldedText.Of(removal.Text, 0, removal.Length).Text;
        _advertisements = string.Join('\n', advertisements.Take(MostAdvertisements));
    }

    /// <summary>The names, longest first.</summary>
    public List<string> Names()
    {
        FromSplices();
        FromLines();
        FromHeadings();
        FromBrackets();
        FromAdvertisements();
        return [.. _signs.Where(sign => IsNew(sign.Key) && sign.Value + Soft(sign.Key) >= Enough && !IsOfTheReport(sign.Key)).Select(sign => sign.Key).OrderByDescending(name => name.Length)];
    }

    /// <summary>Phrases of the report recur and stand strangely too; but their characters keep each other company.</summary>
    private static bool IsNew(string name) => name.Count(Characters.IsHan) >= 2 && !name.Any(char.IsAsciiDigit) && (SiteWords.IsSiteName(name) || LowCohesion(name) > 0);

    private void FromSplices()
    {
        foreach (var splice in Insertion.Find(_text))
        {
            var name = Whole(_text.Substring(splice.Start, splice.Length));
            if (_contexts.Add((name, splice.Left, splice.Right)))
                Add(name, Spliced);
        }
    }

    private void FromLines()
    {
        foreach (var line in _text.Split('\n'))
        {
            if (Tail(line) is { Length: > 0 } tail)
                AddImpossible(Whole(tail), AfterTheEnd);

            if (line.Length is >= Shortest and <= Longest && line.All(IsOfNames) && !LineShape.IsTitle(line) && !LineShape.IsNumbered(line))
                Add(Whole(line), OnALine);

            if (Numbering.At(line) is { Style: <= NumberStyle.ArabicBracket } number)
                for (var length = Shortest; length <= Longest && number.Length + length < line.Length && IsOfNames(line[number.Length + length - 1]); length++)
                    _afterNumbers.Add((line.Substring(number.Length, length), line[number.Length + length]));

            for (var length = Shortest; length <= Longest && length + 3 < line.Length && IsOfNames(line[length - 1]); length++)
                if (Numbering.At(line.AsSpan(length)) is { Style: NumberStyle.Han or NumberStyle.HanBracket or NumberStyle.ArabicBracket } && IsFree(line[..length]))
                {
                    AddImpossible(Whole(line[..length]), BeforeANumber);
                    break;
                }
        }
    }

    /// <summary>Strange words with which several headings begin, each going on otherwise.</summary>
    private void FromHeadings()
    {
        foreach (var name in _afterNumbers.GroupBy(entry => entry.Words).Where(group => group.Count() > 1).Select(group => group.Key))
            if (LowCohesion(name) > 1 && Whole(name) == name)
                AddImpossible(name, AfterNumbers);
    }

    private void FromBrackets()
    {
        foreach (var (start, length) in MarkExtent.Brackets(_text))
        {
            var inside = _text.Substring(start + 1, length - 2);
            var colon = inside.LastIndexOfAny([':', '“', '\'', '·']);
            var name = inside[(colon + 1)..].TrimEnd('”', '"', '·');
            if (name.Length is < Shortest or > Longest || !name.All(IsOfNames) || start == 0 || start + length >= _text.Length)
                continue;

            // Official papers keep 【】 for headings; the same words in them twice amid lines are a mark.
            if (_text[start] == '【' && _text[start - 1] != '\n')
                AddImpossible(Whole(name), InBrackets);

            // 「述（…）职」: what stands around the brackets belongs together.
            if (Characters.IsHan(_text[start - 1]) && Characters.IsHan(_text[start + length]) && BigramTable.Instance.AreCollocated(_text[start - 1], _text[start + length]))
                AddImpossible(Whole(name), InBrackets);
        }
    }

    /// <summary>Strings of the file's advertisements that come again in the text. What stands there as a name does, or is made of characters that keep no company, is one.</summary>
    private void FromAdvertisements()
    {
        if (_advertisements.Length == 0)
            return;

        var words = new HashSet<string>();
        for (var start = 0; start < _advertisements.Length; start++)
            for (var length = 1; length <= Longest && start + length <= _advertisements.Length && IsOfNames(_advertisements[start + length - 1]); length++)
                if (length >= Shortest)
                    words.Add(_advertisements.Substring(start, length));

        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at < _text.Length; at++)
            for (var length = Math.Min(Longest, _text.Length - at); length >= Shortest; length--)
                if (lookup.Contains(_text.AsSpan(at, length)) && _text.AsSpan(at, length).ContainsAnyInRange('\u4E00', '\u9FFF'))
                {
                    var name = Whole(_text.Substring(at, length));
                    if (Insertion.IsUnrelatedToNeighbours(_text, at, length) && _contexts.Add((name, '\0', '\0')))
                        Add(name, AsAName(name) + LowCohesion(name));

                    at += length - 1;
                    break;
                }
    }

    /// <summary>What it is worth that an advertisement sets a string apart: in quotes, between blanks and bars, in several of its lines.</summary>
    private double AsAName(string name)
    {
        var (free, lines) = (0.0, 0);
        foreach (var line in _advertisements.Split('\n'))
        {
            var at = line.IndexOf(name, StringComparison.Ordinal);
            if (at < 0)
                continue;

            lines++;
            var left = at == 0 || !IsOfNames(line[at - 1]);
            var right = at + name.Length == line.Length || !IsOfNames(line[at + name.Length]);
            free = Math.Max(free, left && right ? 1.5 : left || right ? 0.5 : 0);
        }

        return free + (lines > 1 ? 1 : 0);
    }

    /// <summary>How little the characters of a string keep each other company: a new name's hardly do, a phrase's always.</summary>
    internal static double LowCohesion(string name)
    {
        var table = BigramTable.Instance;
        var inside = 0.0;
        for (var i = 1; i < name.Length; i++)
            inside += table.MutualInformation(name[i - 1], name[i]);

        inside /= name.Length - 1;
        return inside < 2 ? 1.5 : inside < 3 ? 0.5 : SiteWords.IsSiteName(name) ? 0 : -3;
    }

    private double Soft(string name)
    {
        var weight = SiteWords.IsSiteName(name) ? OfASite : 0;
        var better = 0.0;
        foreach (var at in Places(_text, name))
            if (Insertion.IsUnrelatedToNeighbours(_text, at, name.Length) && Insertion.RemovalGain(_text, at, name.Length) >= LeastGain)
                better += ReadsBetterWithout;

        return weight + Math.Min(MostOfReadingBetter, better);
    }

    /// <summary>Words of the report may stand strangely now and then; then they stand well elsewhere.</summary>
    private bool IsOfTheReport(string name)
    {
        int places = 0, loose = 0;
        var gain = 0.0;
        foreach (var at in Places(_text, name))
        {
            places++;
            loose += Insertion.IsUnrelatedToNeighbours(_text, at, name.Length) ? 1 : 0;
            gain += Math.Max(Insertion.RemovalGain(_text, at, name.Length), IsAtEdge(at, name.Length) ? LeastGain : double.MinValue);
        }

        // What the file itself advertises need not read well; what only stands strangely must do so almost everywhere.
        if (_contexts.Contains((name, '\0', '\0')) || _impossible.GetValueOrDefault(name) > 1)
            return loose * 2 < places && LowCohesion(name) <= 0;

        var splices = _contexts.Count(context => context.Item1 == name);
        if (name.Length == Shortest && splices < 3 && !SiteWords.IsSiteName(name) && !_impossible.ContainsKey(name))
            return true; // a rare word of three characters stands strangely twice by chance

        return places == 0 || loose * 5 < places * 4 || (SiteWords.IsSiteName(name) ? gain < 0 : gain < LeastGain * places || (_impossible.GetValueOrDefault(name) + splices) * 4 < places);
    }

    /// <summary>The whole name of which a part was found: as far as all its places agree, the advertisements' with them.</summary>
    private string Whole(string part)
    {
        var places = Places(_raw, part).ToList();
        if (places.Count < 2)
            return part;

        var (left, right) = (0, 0);
        while (left + right + part.Length < Longest && places[0] - left > 0 && _raw[places[0] - left - 1] is var c && IsOfNames(c) && places.TrueForAll(place => place - left > 0 && _raw[place - left - 1] == c))
            left++;

        while (left + right + part.Length < Longest && At(places[0] + part.Length + right) is var c && IsOfNames(c) && places.TrueForAll(place => At(place + part.Length + right) == c))
            right++;

        return _raw.Substring(places[0] - left, left + part.Length + right);
    }

    private bool IsAtEdge(int at, int length) => at == 0 || _text[at - 1] is '\n' or '。' || at + length == _text.Length || _text[at + length] == '\n';

    private char At(int place) => place < _raw.Length ? _raw[place] : '\n';

    private void AddImpossible(string name, double weight)
    {
        _impossible[name] = _impossible.GetValueOrDefault(name) + 1;
        Add(name, weight);
    }

    private void Add(string name, double weight) => _signs[name] = _signs.GetValueOrDefault(name) + weight;

    /// <summary>What follows the last full stop of a line, where it is made of a name's characters.</summary>
    private static string Tail(string line)
    {
        var stop = line.Length - 1;
        while (stop >= 0 && line.Length - stop <= Longest + 1 && IsOfNames(line[stop]))
            stop--;

        return stop > 12 && line.Length - stop - 1 is >= Shortest and <= Longest && (Characters.EndsSentence(line[stop]) || (Characters.Closes(line[stop]) && Characters.EndsSentence(line[stop - 1]))) ? line[(stop + 1)..] : "";
    }

    private static bool IsFree(string words) => !LineShape.IsNumbered(words) && !LineShape.IsTitle(words);

    private static IEnumerable<int> Places(string where, string name)
    {
        for (var at = where.IndexOf(name, StringComparison.Ordinal); at >= 0; at = where.IndexOf(name, at + name.Length, StringComparison.Ordinal))
            yield return at;
    }

    private static bool IsOfNames(char c) => Characters.IsHan(c) || char.IsAsciiLetterOrDigit(c) || c == '·';
}
