using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Copies;

/// <summary>A text as copies of it are compared: folded, without line ends, each letter with its place in the text.</summary>
internal sealed class Letters
{
    private readonly int[] _places;

    private Letters(string source, string text, int[] places) => (Source, Text, _places) = (source, text, places);

    /// <summary>The text as it is.</summary>
    public string Source { get; }

    public string Text { get; }

    public int Count => Text.Length;

    public static Letters Of(string source)
    {
        var letters = new char[source.Length];
        var places = new int[source.Length];
        var count = 0;
        for (var at = 0; at < source.Length; at++)
            if (FoldedText.Fold(source[at]) is var c and not ('\0' or '\n'))
                (letters[count], places[count++]) = (c, at);

        return new(source, new(letters, 0, count), places[..count]);
    }

    /// <summary>The offset of a letter in the text.</summary>
    public int PlaceOf(int letter) => _places[letter];

    /// <summary>Whether a line ends before a letter; before the first and behind the last one too.</summary>
    public bool IsLineStart(int letter) => letter == 0 || letter == Count
        || Source.AsSpan(_places[letter - 1], _places[letter] - _places[letter - 1]).Contains('\n');

    /// <summary>The line of the text that a letter stands in.</summary>
    public ReadOnlySpan<char> LineOf(int letter)
    {
        var place = _places[letter];
        var start = place == 0 ? 0 : Source.LastIndexOf('\n', place - 1) + 1;
        var end = Source.IndexOf('\n', place);
        return Source.AsSpan(start, (end < 0 ? Source.Length : end) - start);
    }
}
