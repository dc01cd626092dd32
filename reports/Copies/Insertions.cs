using System.Buffers;
using KnowledgeBase.Reports.Cleaning;
using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Copies;

/// <summary>Letters that stand in one copy and in none of the others that agree around them.</summary>
/// <param name="Start">The first letter.</param>
/// <param name="End">Behind the last letter.</param>
/// <param name="Copies">How many independent copies lack them.</param>
internal readonly record struct InsertedLetters(int Start, int End, int Copies);

/// <summary>
/// Which of the letters that one copy alone has were put there by a carrier. That other copies lack them is not enough: an edition may
/// have words of its own. They must look foreign as well.
/// </summary>
internal sealed class Insertions
{
    private static readonly SearchValues<char> Brackets = SearchValues.Create("()[]【】〔〕<>《》");

    private const int LongestName = 24;
    private const int ShortestSentence = 8;
    private const int ShortestName = 3;

    private const double Tied = 1.5;

    // How much better a text must read without the words, in bits (Insertion.RemovalGain). Words that editions put in gained at most 2.8 at
    // a place in the dev half of the measured copies, names of sites 2.0 at half of their places; a name's places add up.
    private const double StrangeHere = 5, StrangeOften = 6, StrangeOftenInWords = 3, StrangeSigns = 16, DoubtedHere = 3.5;

    private readonly Letters _own;
    private readonly IReadOnlyList<string> _others;
    private readonly string _title;
    private readonly NameVetoes _vetoes;
    private readonly Dictionary<string, List<Place>> _byWords = new(StringComparer.Ordinal);

    /// <param name="own">The copy that has the letters.</param>
    /// <param name="title">Its title.</param>
    /// <param name="others">The other copies, as their letters.</param>
    /// <param name="inserted">What it alone has.</param>
    public Insertions(Letters own, string title, IReadOnlyList<string> others, IEnumerable<InsertedLetters> inserted)
    {
        (_own, _others, _title) = (own, others, Letters.Of(title).Text);
        _vetoes = new(FoldedText.Of(own.Source, 0, own.Source.Length).Text, []);
        foreach (var letters in inserted)
        {
            var place = Settle(letters);
            var key = place.IsRandom ? "" : place.Words;
            if (!_byWords.TryGetValue(key, out var places))
                _byWords[key] = places = [];
            places.Add(place);
        }
    }

    private enum Shape
    {
        /// <summary>Inside a line, between two letters.</summary>
        Inside,

        /// <summary>Where no words of a report can stand: inside a word, behind a line's last full stop, before a heading's number.</summary>
        Impossible,

        /// <summary>Words of their own: a line, a sentence, a table's cell. An edition may have them.</summary>
        Apart,
    }

    /// <summary>What is proven foreign, and what may be.</summary>
    public IEnumerable<(InsertedLetters Letters, CopyVerdict Verdict)> Judge()
    {
        foreach (var (words, places) in _byWords)
            foreach (var place in places)
                if (Verdict(words.Length == 0, places, place) is { } verdict)
                    yield return (place.Letters, verdict);
    }

    private CopyVerdict? Verdict(bool isRandom, List<Place> places, Place place)
    {
        if (place.Shape == Shape.Apart)
            return place.IsAgreed && IsAdvertisement(place.Words) ? CopyVerdict.Suspected : null;
        if (IsOwnWords(place.Words) || IsVocabulary(place.Words))
            return null;

        var inside = places.Where(known => known.Shape != Shape.Apart && known.IsAgreed).ToList();
        var impossible = inside.Count(known => known.Shape == Shape.Impossible);
        var contexts = Math.Min(inside.DistinctBy(known => known.Left).Count(), inside.DistinctBy(known => known.Right).Count());
        var isTitle = _title.Contains(place.Words, StringComparison.Ordinal);
        if (isRandom)
            return !place.IsAgreed ? null : !isTitle && (place.Shape == Shape.Impossible || (contexts > 1 && inside.Sum(known => known.Gain) >= StrangeSigns))
                ? CopyVerdict.Cut
                : place.Gain >= StrangeSigns / 2 ? CopyVerdict.Suspected : null;

        if (IsOrdinaryPhrase(place.Words))
            return null;
        if ((inside.Exists(IsProvenHere) || IsProvenOften(inside, contexts)) && (!isTitle || contexts > 2))
            return place.IsAgreed ? CopyVerdict.Cut : CopyVerdict.Suspected;
        return place.IsAgreed && place.Words.Length >= ShortestName && place.Gain >= DoubtedHere ? CopyVerdict.Suspected : null;
    }

    /// <summary>At this one place nothing of a report can stand, or the text reads much better without the words.</summary>
    private static bool IsProvenHere(Place place) => place.Words.Length >= ShortestName && place.IsUntied
        && (place.Gain >= StrangeHere || (place.Shape == Shape.Impossible && place.Gain > 0));

    private static bool IsProvenOften(List<Place> places, int contexts) => contexts > 1 && places[0].Words.Length > 1
        && places.Sum(place => place.Gain) >= (places.Exists(place => place.Shape == Shape.Impossible) ? StrangeOftenInWords : StrangeOften);

    /// <summary>
    /// Of the places that give the others' text alike, the one at which the text without the letters reads best, with its neighbours.
    /// </summary>
    private Place Settle(InsertedLetters letters)
    {
        var (start, end, copies) = letters;
        var text = _own.Text;
        var (best, bestStart) = (double.MinValue, start);
        for (var at = start; ; at++)
        {
            if (Gain(at, at + end - start) is var gain && gain > best)
                (best, bestStart) = (gain, at);
            if (at + end - start >= text.Length || text[at] != text[at + end - start] || _own.IsLineStart(at + 1))
                break;
        }

        (start, end) = (bestStart, bestStart + end - start);
        var words = text[start..end];
        var (left, right) = Neighbours(start, end);
        return new(
            new(start, end, copies),
            words,
            left,
            right,
            ShapeOf(start, end, left, right, words),
            best,
            Pull(left, text[start]) < Tied && Pull(text[end - 1], right) < Tied,
            IsRandomSigns(words));
    }

    private (char Left, char Right) Neighbours(int start, int end) =>
        (_own.IsLineStart(start) ? '\n' : _own.Text[start - 1], _own.IsLineStart(end) ? '\n' : _own.Text[end]);

    /// <summary>How much better the text reads without the letters, in bits: see <see cref="Insertion.RemovalGain"/>.</summary>
    private double Gain(int start, int end)
    {
        var (left, right) = Neighbours(start, end);
        return Pull(left, right) - Pull(left, _own.Text[start]) - Pull(_own.Text[end - 1], right);
    }

    private static double Pull(char left, char right) => BigramTable.Instance.MutualInformation(left, right);

    private Shape ShapeOf(int start, int end, char left, char right, string words)
    {
        var (startsLine, endsLine) = (_own.IsLineStart(start), _own.IsLineStart(end));
        var holdsLineEnd = Enumerable.Range(start + 1, end - start - 1).Any(_own.IsLineStart);
        if (holdsLineEnd || (startsLine && endsLine) || words.Length > LongestName || IsSentence(words)
            || words.AsSpan().ContainsAny(Brackets) || _own.LineOf(start).Contains('\t'))
            return Shape.Apart;
        if (endsLine)
            return Characters.EndsSentence(left) && !words.Any(char.IsPunctuation) && !HasNumber(words) ? Shape.Impossible : Shape.Apart;
        if (startsLine)
            return LineShape.IsNumbered(_own.Text.AsSpan(end, Math.Min(12, _own.Count - end))) && !words.Any(char.IsPunctuation)
                && !LineShape.IsNumbered(words) ? Shape.Impossible : Shape.Apart;
        if (IsNumber(words) || !IsLetter(left) || !IsLetter(right))
            return words.Any(char.IsPunctuation) || IsNumber(words) ? Shape.Apart : Shape.Inside;
        return BigramTable.Instance.AreCollocated(left, right) ? Shape.Impossible : Shape.Inside;
    }

    private static bool IsSentence(string words) =>
        words.Length >= ShortestSentence && words.AsSpan().IndexOfAny("。!?;") >= 0;

    private static bool IsLetter(char c) => Characters.IsHan(c) || char.IsAsciiLetter(c);

    /// <summary>Another year, number or unit of measure is a difference of the report's own.</summary>
    private static bool IsNumber(string words) => words.All(c => char.IsDigit(c) || c is '.' or ',' or '%' or '-' or '~' || IsChineseNumber(c)
        || c is '年' or '月' or '日' or '元' or '个' or '次' or '人' or '名' or '户' or '亩' or '吨');

    private static bool HasNumber(string words) => words.Any(c => char.IsDigit(c) || IsChineseNumber(c));

    private static bool IsChineseNumber(char c) => c is '零' or '〇' or '一' or '二' or '三' or '四' or '五' or '六' or '七' or '八' or '九'
        or '十' or '百' or '千' or '万' or '亿' or '两' or '第';

    /// <summary>Letters and digits mixed, as pages put between their lines against copying; GDP and 5G are no such.</summary>
    private static bool IsRandomSigns(string words)
    {
        if (words.Length < ShortestName || words.Any(c => !char.IsAscii(c)) || !words.Any(char.IsAsciiLetter))
            return false;
        var changes = 0;
        for (var i = 1; i < words.Length; i++)
            changes += char.IsAsciiDigit(words[i]) != char.IsAsciiDigit(words[i - 1]) ? 1 : 0;

        return changes > 1 || words.Any(c => c is not ('.' or '-') && !char.IsAsciiLetterOrDigit(c)) || (changes == 1 && words.Length > 3);
    }

    private bool IsOwnWords(string words) => IsNumber(words) || _vetoes.Protect(words);

    /// <summary>Words that the other copies have elsewhere are the report's vocabulary.</summary>
    private bool IsVocabulary(string words)
    {
        foreach (var other in _others)
            if (other.Contains(words, StringComparison.Ordinal))
                return true;

        return false;
    }

    /// <summary>Each letter stands beside the next in ordinary texts, and they seek each other's company.</summary>
    private static bool IsOrdinaryPhrase(string words)
    {
        var table = BigramTable.Instance;
        for (var i = 1; i < words.Length; i++)
            if (table.MutualInformation(words[i - 1], words[i]) < Tied)
                return false;

        return words.Length > 1 && words.All(Characters.IsHan);
    }

    private static bool IsAdvertisement(string words)
    {
        var signs = AdvertisingSignals.Of(words, MarkSet.Empty);
        return signs.Kinds > 1 && !AdvertisingSignals.IsOwnChannel(words);
    }

    private readonly record struct Place(
        InsertedLetters Letters, string Words, char Left, char Right, Shape Shape, double Gain, bool IsUntied, bool IsRandom)
    {
        public bool IsAgreed => Letters.Copies >= CopyVote.Fewest;
    }
}
