using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>
/// What a wrapped text puts before a line that begins a paragraph, and before one that goes on: blanks, and blank lines above. Learned
/// from the lines whose neighbours tell which they are, so that a margin, indented first lines, items whose further lines hang and blank
/// lines of any number are one rule.
/// </summary>
internal sealed class LineStarts
{
    private const int MostBlanks = 3;
    private const int TabWidth = 4;

    // Of five lines that begin a paragraph at most one may look like those that go on: a title's second line, whom it addresses.
    private const int Share = 5;
    private const int Fewest = 2;

    private readonly Dictionary<(int Lead, int Blanks), (int GoesOn, int Begins)> _seen = [];
    private int _begins;

    public void Add(TextLine line, int blanks, bool goesOn)
    {
        var key = KeyOf(line, blanks);
        var (more, first) = _seen.GetValueOrDefault(key);
        _begins += goesOn ? 0 : 1;
        _seen[key] = goesOn ? (more + 1, first) : (more, first + 1);
    }

    /// <summary>Whether a line behind a full one goes on; null where lines of both kinds begin as it does.</summary>
    public bool? GoesOn(TextLine line, int blanks)
    {
        var key = KeyOf(line, blanks);
        var (more, first) = _seen.GetValueOrDefault(key);
        if (more >= Fewest && more > first && _begins >= Fewest && first * Share <= _begins)
            return true;

        // Where the further lines of some paragraphs hang, others have none before them.
        var isLeast = !_seen.Any(other => other.Value.GoesOn >= Fewest && (other.Key.Lead < key.Lead || other.Key.Blanks < key.Blanks));
        return isLeast || more > first ? null : false;
    }

    /// <summary>Blank lines between most of the lines of a paragraph.</summary>
    public int UsualBlanks => _seen.Count == 0 ? 0 : _seen.MaxBy(pair => pair.Value.GoesOn).Key.Blanks;

    private static (int Lead, int Blanks) KeyOf(TextLine line, int blanks)
    {
        var lead = 0;
        foreach (var c in line.Span)
            if (c == '\t')
                lead += TabWidth;
            else if (c == ' ' || c == '\u00A0')
                lead++;
            else if (char.IsWhiteSpace(c))
                lead += 2;
            else if (!Characters.IsBlank(c))
                break;

        return (lead, Math.Min(blanks, MostBlanks));
    }
}
