using System.Runtime.InteropServices;

namespace KnowledgeBase.Engine.Analysis;

/// <summary>
/// Which characters are treated as equal. Folding maps one UTF-16 code unit to one, so offsets in the folded text are offsets in the
/// text, and a part of a text folds to that part of the folded text. It is idempotent, and a lone surrogate, NUL or anything else is a
/// code unit like any other.
/// <list type="number">
/// <item>Full-width ASCII (U+FF01 to U+FF5E) becomes ASCII.</item>
/// <item>White space and control characters become one space character each.</item>
/// <item>Letters become lower case by the simple mapping of <see cref="CharacterTable"/>.</item>
/// <item>Traditional characters become simplified, by <c>traditional.tsv</c>, where both are one code unit.</item>
/// <item>The Chinese numerals for nought to nine become digits: 二〇二三 is 2023, and 第一 is 第1.</item>
/// <item>The equivalent punctuation of <see cref="Equivalents"/> become their first character.</item>
/// </list>
/// Numerals are mapped wherever they stand, not in years and ordinals alone: a mapping that depended on the neighbours would no longer
/// map a part of a text to that part of the folded text. 一体化 thereby equals 1体化, which nobody writes.
/// </summary>
internal sealed class Folding
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

    private static readonly string[] Numerals = ["0〇零", "1一", "2二", "3三", "4四", "5五", "6六", "7七", "8八", "9九"];

    /// <summary>Up to here the characters that fold to one are tried one by one; spaces have more.</summary>
    private const int MostVariants = 8;

    private static readonly CharacterTable Characters = CharacterTable.Read();
    private static readonly bool[] Separators = BuildSeparators(Characters);

    private readonly char[] _table;
    private readonly Dictionary<char, char[]> _variants;

    private Folding(bool simplifies)
    {
        _table = BuildTable(simplifies);
        _variants = Enumerable.Range(0, _table.Length).Select(c => (char)c)
            .GroupBy(c => _table[c])
            .Where(group => group.Count() > 1)
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>What segments are written with.</summary>
    public static Folding Current { get; } = new(simplifies: true);

    /// <summary>
    /// What segments of format version 1 were written with: without the mapping of traditional characters and of numerals.
    /// </summary>
    public static Folding Version1 { get; } = new(simplifies: false);

    public static Folding OfVersion(uint format) => format == 1 ? Version1 : Current;

    /// <summary>
    /// Identifies the folding and the separators. It is recorded in the manifest, since an index answers correctly only with tables that
    /// the program has.
    /// </summary>
    public uint Checksum => Codecs.Checksum.Of([.. MemoryMarshal.AsBytes<char>(_table), .. MemoryMarshal.AsBytes<bool>(Separators)]);

    public char Fold(char c) => _table[c];

    public string Fold(ReadOnlySpan<char> text)
    {
        var folded = new char[text.Length];
        Fold(text, folded);
        return new string(folded);
    }

    public void Fold(ReadOnlySpan<char> from, Span<char> to)
    {
        var table = _table;
        for (var i = 0; i < from.Length; i++)
            to[i] = table[from[i]];
    }

    /// <summary>
    /// True for a folded character that separates words: space, control, format, punctuation, mathematical and modifier symbols.
    /// </summary>
    public static bool IsSeparator(char folded) => Separators[folded];

    /// <summary>
    /// True when the character folds to itself and no other one folds to it: then text can be searched for it without folding.
    /// </summary>
    public bool HasNoVariants(char folded) => _table[folded] == folded && !_variants.ContainsKey(folded);

    /// <summary>All characters that fold to a folded one, or null where they are too many to be looked for one by one.</summary>
    public char[]? VariantsOf(char folded) =>
        !_variants.TryGetValue(folded, out var variants) ? [folded] : variants.Length <= MostVariants ? variants : null;

    private static char[] BuildTable(bool simplifies)
    {
        var equivalents = new Dictionary<char, char>();
        foreach (var entry in simplifies ? [.. Equivalents.Where(entry => entry[0] != '〇'), .. Numerals, "0○◯"] : Equivalents)
            foreach (var other in entry.AsSpan(1))
                equivalents.Add(other, entry[0]);
        if (simplifies)
            foreach (var (traditional, simplified) in Simplifications())
                equivalents.TryAdd(traditional, simplified);
        var table = new char[char.MaxValue + 1];
        for (var i = 0; i < table.Length; i++)
        {
            var c = (char)i;
            if (c is >= '\uFF01' and <= '\uFF5E')
                c = (char)(c - 0xFEE0);
            if (Characters.IsSpace(c))
                c = ' ';
            c = Characters.ToLower(c);

            // A variant may lead to a traditional character, and that to the simplified one: folding must not need a second round.
            for (var steps = 0; steps < 3 && equivalents.TryGetValue(c, out var next); steps++)
                c = next;
            table[i] = c;
        }

        return table;
    }

    private static IEnumerable<(char Traditional, char Simplified)> Simplifications()
    {
        using var reader = new StreamReader(typeof(Folding).Assembly.GetManifestResourceStream("traditional.tsv")!);
        while (reader.ReadLine() is { } line)
            if (line.Length == 3 && line[1] == '\t')
                yield return (line[0], line[2]);
    }

    private static bool[] BuildSeparators(CharacterTable characters)
    {
        var separators = new bool[char.MaxValue + 1];
        for (var i = 0; i < separators.Length; i++)
            separators[i] = characters.IsSeparator((char)i);
        return separators;
    }
}
