using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>Where the words stand in a raw text that a person wants kept.</summary>
internal sealed class KeptPlaces
{
    // A name inside a larger piece that goes, navigation say, goes with it; a sentence of the report does not.
    private const int ShortestSentence = 8;

    private readonly List<(int Start, int End)> _places;
    private readonly RawRanges _sentences;

    private KeptPlaces(List<(int Start, int End)> places, IEnumerable<(int Start, int Length)> sentences) =>
        (_places, _sentences) = (places, new(sentences));

    public static KeptPlaces None { get; } = new([], []);

    public bool IsEmpty => _places.Count == 0;

    /// <param name="kept">Folded, without line ends: what stood on several lines is found across them.</param>
    public static KeptPlaces Of(string raw, IReadOnlyCollection<string> kept)
    {
        if (kept.Count == 0)
            return None;

        var folded = FoldedText.Of(raw, 0, raw.Length);
        var letters = new char[folded.Text.Length];
        var offsets = new int[folded.Text.Length];
        var count = 0;
        for (var i = 0; i < folded.Text.Length; i++)
            if (folded.Text[i] != '\n')
                (letters[count], offsets[count++]) = (folded.Text[i], i);

        var text = new string(letters, 0, count);
        var places = new List<(int Start, int End)>();
        var sentences = new List<(int Start, int End)>();
        foreach (var (words, starts) in NamePlaces.Of(text, kept))
            foreach (var start in starts)
            {
                var last = offsets[start + words.Length - 1];
                var (from, length) = folded.Unfold(offsets[start], last + 1 - offsets[start]);
                places.Add((from, from + length));
                if (words.Length >= ShortestSentence)
                    sentences.Add((from, from + length));
            }

        return new(places, Joined(sentences));
    }

    /// <summary>Whether one of the kept stretches holds all of this one.</summary>
    public bool Cover(int start, int end) => _places.Exists(place => place.Start <= start && end <= place.End);

    /// <summary>Whether one of the kept stretches has a character in common with this one.</summary>
    public bool Touch(int start, int end) => _places.Exists(place => place.Start < end && start < place.End);

    /// <summary>Whether a character is part of a kept sentence.</summary>
    public bool HoldSentenceAt(int raw) => _places.Count > 0 && _sentences.Contain(raw);

    private static IEnumerable<(int Start, int Length)> Joined(List<(int Start, int End)> ranges)
    {
        (int Start, int End)? open = null;
        foreach (var range in ranges.Order())
            if (open is { } known && range.Start <= known.End)
                open = (known.Start, Math.Max(known.End, range.End));
            else
            {
                if (open is { } done)
                    yield return (done.Start, done.End - done.Start);
                open = range;
            }

        if (open is { } left)
            yield return (left.Start, left.End - left.Start);
    }
}
