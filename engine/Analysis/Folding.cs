using System.Globalization;

namespace KnowledgeBase.Engine.Analysis;

/// <summary>
/// What counts as the same character. Folding maps one UTF-16 code unit to one, so a place in the folded text is the same place in the
/// text. It is idempotent, and a lone surrogate, NUL or anything else is only one more code unit.
/// <list type="number">
/// <item>Full-width ASCII (U+FF01 to U+FF5E) becomes ASCII.</item>
/// <item>White space and control characters become one space character each.</item>
/// <item>Letters become lower case by the invariant simple mapping.</item>
/// <item>The punctuation twins of <see cref="Twins"/> become their first character.</item>
/// </list>
/// </summary>
internal static class Folding
{
    /// <summary>Each entry: the character that stands for all, then those that become it.</summary>
    private static readonly string[] Twins =
    [
        ".。｡",
        ",、､",
        "\"“”„‟〝〞「」『』｢｣",
        "'‘’‚‛`´",
        "[【〔〖",
        "]】〕〗",
        "<《〈«‹",
        ">》〉»›",
        "-—–―‐‑‒−─",
        "~〜∼",
        "·・•‧･",
        "…⋯",
        "〇○◯",
    ];

    private static readonly char[] Table = BuildTable();
    private static readonly bool[] Breaks = BuildBreaks();
    private static readonly bool[] Alone = BuildAlone();

    public static char Fold(char c) => Table[c];

    public static string Fold(ReadOnlySpan<char> text) => string.Create(text.Length, text, static (to, from) => Fold(from, to));

    public static void Fold(ReadOnlySpan<char> from, Span<char> to)
    {
        var table = Table;
        for (var i = 0; i < from.Length; i++)
            to[i] = table[from[i]];
    }

    /// <summary>True for a folded character that separates words: white space, control, format, punctuation, mathematical and modifier symbols.</summary>
    public static bool IsBreak(char folded) => Breaks[folded];

    /// <summary>True when the character folds to itself and no other one folds to it, as all Chinese ones do: then text can be searched without folding.</summary>
    public static bool IsAlone(char folded) => Alone[folded];

    private static char[] BuildTable()
    {
        var twins = new Dictionary<char, char>();
        foreach (var entry in Twins)
            foreach (var other in entry.AsSpan(1))
                twins.Add(other, entry[0]);
        var table = new char[char.MaxValue + 1];
        for (var i = 0; i < table.Length; i++)
        {
            var c = (char)i;
            if (c is >= '\uFF01' and <= '\uFF5E')
                c = (char)(c - 0xFEE0);
            if (char.IsWhiteSpace(c) || char.IsControl(c))
                c = ' ';
            c = char.ToLowerInvariant(c);
            table[i] = twins.GetValueOrDefault(c, c);
        }

        return table;
    }

    private static bool[] BuildBreaks()
    {
        var breaks = new bool[char.MaxValue + 1];
        for (var i = 0; i < breaks.Length; i++)
        {
            breaks[i] = CharUnicodeInfo.GetUnicodeCategory((char)i) is
                UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or
                UnicodeCategory.Control or UnicodeCategory.Format or
                UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation or
                UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation or
                UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation or
                UnicodeCategory.MathSymbol or UnicodeCategory.ModifierSymbol;
        }

        return breaks;
    }

    private static bool[] BuildAlone()
    {
        var sources = new int[char.MaxValue + 1];
        foreach (var c in Table)
            sources[c]++;
        var alone = new bool[sources.Length];
        for (var i = 0; i < alone.Length; i++)
            alone[i] = Table[i] == i && sources[i] == 1;
        return alone;
    }
}
