using System.Globalization;

namespace KnowledgeBase.Engine.Analysis;

/// <summary>
/// Which characters are treated as equal. Folding maps one UTF-16 code unit to one, so offsets in the folded text are offsets in the
/// text. It is idempotent, and a lone surrogate, NUL or anything else is a code unit like any other.
/// <list type="number">
/// <item>Full-width ASCII (U+FF01 to U+FF5E) becomes ASCII.</item>
/// <item>White space and control characters become one space character each.</item>
/// <item>Letters become lower case by the invariant simple mapping.</item>
/// <item>The equivalent punctuation of <see cref="Equivalents"/> become their first character.</item>
/// </list>
/// </summary>
internal static class Folding
{
    /// <summary>Each entry: the character that represents all, then those that are mapped to it.</summary>
    private static readonly string[] Equivalents =
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
    private static readonly bool[] Separators = BuildSeparators();
    private static readonly bool[] WithoutVariants = BuildWithoutVariants();

    public static char Fold(char c) => Table[c];

    public static string Fold(ReadOnlySpan<char> text) => string.Create(text.Length, text, static (to, from) => Fold(from, to));

    public static void Fold(ReadOnlySpan<char> from, Span<char> to)
    {
        var table = Table;
        for (var i = 0; i < from.Length; i++)
            to[i] = table[from[i]];
    }

    /// <summary>
    /// True for a folded character that separates words: space, control, format, punctuation, mathematical and modifier symbols.
    /// </summary>
    public static bool IsSeparator(char folded) => Separators[folded];

    /// <summary>
    /// True when the character folds to itself and no other one folds to it, as is so for nearly all Chinese ones: then text can be
    /// searched
    /// without folding it.
    /// </summary>
    public static bool HasNoVariants(char folded) => WithoutVariants[folded];

    private static char[] BuildTable()
    {
        var equivalents = new Dictionary<char, char>();
        foreach (var entry in Equivalents)
            foreach (var other in entry.AsSpan(1))
                equivalents.Add(other, entry[0]);
        var table = new char[char.MaxValue + 1];
        for (var i = 0; i < table.Length; i++)
        {
            var c = (char)i;
            if (c is >= '\uFF01' and <= '\uFF5E')
                c = (char)(c - 0xFEE0);
            if (char.IsWhiteSpace(c) || char.IsControl(c))
                c = ' ';
            c = char.ToLowerInvariant(c);
            table[i] = equivalents.GetValueOrDefault(c, c);
        }

        return table;
    }

    private static bool[] BuildSeparators()
    {
        var separators = new bool[char.MaxValue + 1];
        for (var i = 0; i < separators.Length; i++)
        {
            separators[i] = CharUnicodeInfo.GetUnicodeCategory((char)i) is
                UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or
                UnicodeCategory.Control or UnicodeCategory.Format or
                UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation or
                UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation or
                UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation or
                UnicodeCategory.MathSymbol or UnicodeCategory.ModifierSymbol;
        }

        return separators;
    }

    private static bool[] BuildWithoutVariants()
    {
        var sources = new int[char.MaxValue + 1];
        foreach (var c in Table)
            sources[c]++;
        var withoutVariants = new bool[sources.Length];
        for (var i = 0; i < withoutVariants.Length; i++)
            withoutVariants[i] = Table[i] == i && sources[i] == 1;
        return withoutVariants;
    }
}
