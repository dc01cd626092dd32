using System.Runtime.InteropServices;

namespace KnowledgeBase.Engine.Analysis;

/// <summary>
/// Which characters are treated as equal. Folding maps one UTF-16 code unit to one, so offsets in the folded text are offsets in the
/// text. It is idempotent, and a lone surrogate, NUL or anything else is a code unit like any other.
/// <list type="number">
/// <item>Full-width ASCII (U+FF01 to U+FF5E) becomes ASCII.</item>
/// <item>White space and control characters become one space character each.</item>
/// <item>Letters become lower case by the simple mapping of <see cref="CharacterTable"/>.</item>
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

    private static readonly CharacterTable Characters = CharacterTable.Read();
    private static readonly char[] Table = BuildTable(Characters);
    private static readonly bool[] Separators = BuildSeparators(Characters);
    private static readonly bool[] WithoutVariants = BuildWithoutVariants();

    /// <summary>
    /// Identifies the folding and the separators. It is recorded in the manifest, since an index answers correctly only with the tables
    /// that
    /// its terms were made with.
    /// </summary>
    public static uint Checksum { get; } =
        Codecs.Checksum.Of([.. MemoryMarshal.AsBytes<char>(Table), .. MemoryMarshal.AsBytes<bool>(Separators)]);

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

    private static char[] BuildTable(CharacterTable characters)
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
            if (characters.IsSpace(c))
                c = ' ';
            c = characters.ToLower(c);
            table[i] = equivalents.GetValueOrDefault(c, c);
        }

        return table;
    }

    private static bool[] BuildSeparators(CharacterTable characters)
    {
        var separators = new bool[char.MaxValue + 1];
        for (var i = 0; i < separators.Length; i++)
            separators[i] = characters.IsSeparator((char)i);
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
