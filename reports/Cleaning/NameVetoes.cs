using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Language.Gazetteer;
using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>Reasons why a string is the report's own, whatever speaks for a site's name. No evidence overrides them.</summary>
internal sealed class NameVetoes
{
    private const int HeadLines = 8;
    private const int OpeningLines = 3;
    private const int LongestOffice = 4;
    private const int ShortestPerson = 2;
    private const int LongestPerson = 4;

    // After which a person's name stands, and what may follow one.
    private static readonly HashSet<string> Offices = [.. DataFile.Block("name-vetoes.txt", "before a person")];
    private static readonly string[] AfterPersons = [.. DataFile.Block("name-vetoes.txt", "after a person")];
    private static readonly string[] Leaders = [.. DataFile.Block("name-vetoes.txt", "leaders")];
    private static readonly HashSet<char> Surnames = [.. DataFile.Block("name-vetoes.txt", "surnames").SelectMany(line => line)];
    private static readonly HashSet<string> CompoundSurnames =
        [.. DataFile.Block("name-vetoes.txt", "compound surnames").SelectMany(line => line.Split(' '))];

    private static readonly string[] Organs = [.. DataFile.Block("name-vetoes.txt", "organs")];

    private readonly string _text;
    private readonly string _title;
    private readonly HashSet<string> _ownWords;
    private Dictionary<string, int>? _persons;

    /// <param name="text">The folded text of the file as it is.</param>
    /// <param name="ownWords">Folded words of the report's unit and place, from wherever the file names them.</param>
    public NameVetoes(string text, IEnumerable<string> ownWords)
    {
        _text = text;
        _ownWords = [.. ownWords];
        var head = text.Split('\n').Where(line => line.Length > 0).Take(HeadLines).ToList();
        _title = string.Join('\n', head.Where(LineShape.IsTitle));
        _ownWords.UnionWith(head.Take(OpeningLines));
    }

    /// <summary>Whether a string may not be taken for a site's name.</summary>
    public bool Protect(string name) =>
        IsPlaceOrOrgan(name) || OrdinaryWords.MakeUp(name) || _ownWords.Contains(name) || IsTitleWord(name) || IsPerson(name);

    /// <summary>Whether a stretch stands in a row of a table, whose cells need not read like sentences.</summary>
    public static bool IsInTableRow(ReadOnlySpan<char> line) => line.Contains('\t');

    /// <summary>Whether a string names a locality or an organ: no site is called so.</summary>
    public static bool IsPlaceOrOrgan(string name) => IsLocality(name) || IsOrgan(name);

    private static bool IsLocality(string name)
    {
        if (LocalityTable.Instance.Named(name).Count > 0)
            return true;

        // 万载县2022, 我宜春市: a full name of a place inside. Short ones are parts of other words too often.
        for (var at = 0; at + 2 < name.Length; at++)
            if (LocalityTable.Instance.At(name.AsSpan(at)) is { IsShort: false, Length: >= 3 } found && found.Length * 2 >= name.Length)
                return true;

        return false;
    }

    private static bool IsOrgan(string name) =>
        Array.Exists(Organs, organ => name.EndsWith(organ, StringComparison.Ordinal)) || IsOffice(name);

    /// <summary>区委书记, 分管副局长: what a title may begin with.</summary>
    private static bool IsOffice(string name) => Array.Exists(Leaders, office => name.EndsWith(office, StringComparison.Ordinal));

    /// <summary>Whether the title holds the string where it is tied to its neighbours: a mark inside a title is tied to neither.</summary>
    private bool IsTitleWord(string name)
    {
        for (var at = _title.IndexOf(name, StringComparison.Ordinal); at >= 0; at = _title.IndexOf(name, at + 1, StringComparison.Ordinal))
            if (!Insertion.IsUnrelatedToNeighbours(_title, at, name.Length))
                return true;

        return false;
    }

    /// <summary>
    /// 「县委书记粟晓丽」, 「习仲勋同志」: two to four characters beside an office or a title of address. Nobody is called as a shop.
    /// </summary>
    private bool IsPerson(string name) =>
        name.Length is >= ShortestPerson and <= LongestPerson && !SiteWords.IsSiteName(name)
        && (_persons ??= Persons(_text)).TryGetValue(name, out var beside) && (BeginsWithSurname(name) || beside * 2 >= Occurrences(name));

    /// <summary>Whether a string may be a name by its first characters: 粟晓丽, 欧阳文山. What chance puts behind an office rarely does.</summary>
    private static bool BeginsWithSurname(string name) =>
        name.Length < LongestPerson ? Surnames.Contains(name[0]) : CompoundSurnames.Contains(name[..2]);

    private int Occurrences(string name)
    {
        var count = 0;
        for (var at = _text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = _text.IndexOf(
            name, at + name.Length, StringComparison.Ordinal))
            count++;

        return count;
    }

    /// <summary>
    /// All stretches of a person's length beside such a word and how often they stand there, found in one pass: a file may hold as many
    /// names as lines.
    /// </summary>
    private static Dictionary<string, int> Persons(string text)
    {
        var persons = new Dictionary<string, int>(StringComparer.Ordinal);
        var known = persons.GetAlternateLookup<ReadOnlySpan<char>>();
        var offices = Offices.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in AfterPersons)
            for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
                for (var length = ShortestPerson; length <= LongestPerson && length <= at; length++)
                    Add(text.AsSpan(at - length, length));

        for (var at = ShortestPerson; at < text.Length; at++)
            if (EndsWithOffice(text.AsSpan(0, at)))
                for (var length = ShortestPerson; length <= LongestPerson && at + length <= text.Length; length++)
                    Add(text.AsSpan(at, length));

        return persons;

        void Add(ReadOnlySpan<char> name) => known[name] = known.TryGetValue(name, out var count) ? count + 1 : 1;

        bool EndsWithOffice(ReadOnlySpan<char> before)
        {
            for (var length = 2; length <= LongestOffice && length <= before.Length; length++)
                if (offices.Contains(before[^length..]))
                    return true;

            return false;
        }
    }
}
