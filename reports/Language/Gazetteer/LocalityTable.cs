using System.Collections.Frozen;

namespace KnowledgeBase.Reports.Language.Gazetteer;

/// <summary>
/// The provinces, prefectures, counties and townships of China, by localities.txt, with their short names. Safe for use from many
/// threads at once.
/// </summary>
/// <remarks>
/// A name is found by its first two characters and then compared with the names that begin with these, the longest first: most
/// pairs of characters begin no name, so a text is scanned with one look-up a character.
/// </remarks>
internal sealed class LocalityTable
{
    private static readonly Lazy<LocalityTable> Shipped = new(Load);

    private readonly FrozenDictionary<int, Entry[]> _byPrefix;

    private LocalityTable(IEnumerable<Locality> localities)
    {
        var names = new Dictionary<string, (List<Locality> Full, List<Locality> Short)>(StringComparer.Ordinal);
        foreach (var locality in localities)
        {
            ListsOf(locality.Name).Full.Add(locality);
            foreach (var name in ShortNames.Of(locality))
                ListsOf(name).Short.Add(locality);
        }

        _byPrefix = names.GroupBy(name => Prefix(name.Key))
            .ToFrozenDictionary(
                group => group.Key,
                group => group.Select(name => new Entry(name.Key, [.. name.Value.Full], [.. name.Value.Short]))
                    .OrderByDescending(entry => entry.Name.Length)
                    .ToArray());

        (List<Locality> Full, List<Locality> Short) ListsOf(string name)
        {
            if (!names.TryGetValue(name, out var lists))
                names.Add(name, lists = ([], []));

            return lists;
        }
    }

    public static LocalityTable Instance => Shipped.Value;

    /// <summary>
    /// The longest name that the text begins with; null where there is none. Short names of counties and townships are ordinary words
    /// too often (和平, 城中) and are never found.
    /// </summary>
    /// <param name="shortNames">Whether 三亚 is found as 三亚市.</param>
    public LocalityMatch? At(ReadOnlySpan<char> text, bool shortNames = false)
    {
        if (text.Length < 2 || !_byPrefix.TryGetValue(Prefix(text), out var entries))
            return null;

        foreach (var entry in entries)
        {
            if (!text.StartsWith(entry.Name, StringComparison.Ordinal))
                continue;

            if (entry.Full.Length > 0)
                return new(entry.Name.Length, entry.Full, IsShort: false);

            if (shortNames)
                return new(entry.Name.Length, entry.Short, IsShort: true);
        }

        return null;
    }

    /// <summary>The localities of that full or short name; empty where there are none.</summary>
    public IReadOnlyList<Locality> Named(ReadOnlySpan<char> name)
    {
        if (name.Length < 2 || !_byPrefix.TryGetValue(Prefix(name), out var entries))
            return [];

        foreach (var entry in entries)
            if (name.SequenceEqual(entry.Name))
                return [.. entry.Full, .. entry.Short];

        return [];
    }

    private static int Prefix(ReadOnlySpan<char> name) => (name[0] << 16) | name[1];

    private static LocalityTable Load()
    {
        var localities = new List<Locality>(45_000);
        Locality? province = null, prefecture = null;
        foreach (var line in DataFile.Lines("localities.txt"))
        {
            var columns = line.Split('\t');
            if (columns[0].Length > 0)
            {
                localities.Add(province = new(columns[0], LocalityLevel.Province, null));
                prefecture = null;
            }
            else if (columns[1].Length > 0)
                localities.Add(prefecture = new(columns[1], LocalityLevel.Prefecture, province));
            else
            {
                // 东莞 and four other prefectures have no counties; the source repeats their names as one.
                var county = new Locality(columns[2], LocalityLevel.County, prefecture ?? province);
                if (columns[2] == prefecture?.Name)
                    county = prefecture;
                else
                    localities.Add(county);

                if (columns.Length > 3)
                    foreach (var township in columns[3].Split(' '))
                        localities.Add(new(township, LocalityLevel.Township, county));
            }
        }

        return new(localities);
    }

    private sealed record Entry(string Name, Locality[] Full, Locality[] Short);
}
