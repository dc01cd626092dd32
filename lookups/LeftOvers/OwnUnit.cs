using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Compare;

namespace KnowledgeBase.Lookups.LeftOvers;

/// <summary>The unit that a draft is written for, and what its own reports say.</summary>
internal sealed class OwnUnit
{
    private static readonly (string Ending, string Kind)[] Kinds =
    [
        ("学校", "学校"), ("中学", "学校"), ("小学", "学校"), ("幼儿园", "学校"), ("学院", "学校"), ("大学", "学校"), ("医院", "医院"), ("卫生院", "医院"),
        ("集团", "企业"), ("公司", "企业"), ("街道", "街道"), ("街道办事处", "街道"), ("街道党工委", "街道"), ("社区", "社区"), ("村", "村"), ("镇", "镇"), ("镇党委", "镇"),
        ("镇人民政府", "镇"), ("乡", "乡"), ("乡党委", "乡"), ("乡人民政府", "乡"), ("局", "局"), ("委", "委"), ("部", "委"), ("办", "委"), ("人民政府", "委"),
    ];

    private readonly string _texts;

    public OwnUnit(CollectionView view, string name)
    {
        Name = name;
        Places = [.. PlaceNames.Of(name)];
        Kind = Kinds.Where(kind => name.EndsWith(kind.Ending, StringComparison.Ordinal))
            .OrderByDescending(kind => kind.Ending.Length)
            .FirstOrDefault().Kind;
        var texts = new List<string>();
        for (var report = 0; report < view.Reports.Count; report++)
            if (UnitMatch.IsOf(view.Reports[report], name))
                texts.AddRange(Enumerable.Range(0, view.Reports[report].PassageCount).Select(passage => view.Read(report, passage).Text));
        _texts = string.Join('\n', texts);
        County = Places.Select(place => place[^1..]).LastOrDefault(level => level is "县" or "区") ?? CountyOf(_texts);
    }

    public string Name { get; }

    public IReadOnlyList<string> Places { get; }

    /// <summary>局, 镇, 学校 …; null where the name does not say.</summary>
    public string? Kind { get; }

    /// <summary>县 or 区, by the unit's name, or else by what its own reports write; null where neither tells.</summary>
    public string? County { get; }

    /// <summary>The level of the unit if it is a place itself: 街道 of 锦湖街道.</summary>
    public string? Level => Places is [.., var last] && last == Name ? PlaceNames.LevelOf(Name) : null;

    /// <summary>Whether a name is the unit's own, lies in its place, or stands in its own reports.</summary>
    public bool Knows(string name) =>
        name.StartsWith(Name, StringComparison.Ordinal) || Name.Contains(name, StringComparison.Ordinal)
        || (Places is [.., var last] && name.Contains(last, StringComparison.Ordinal))
        || _texts.Contains(name, StringComparison.Ordinal);

    /// <summary>Whether its own reports use a word.</summary>
    public bool Says(string word) => _texts.Contains(word, StringComparison.Ordinal);

    private static string? CountyOf(string texts)
    {
        var (counties, districts) = (Count("县委") + Count("全县") + Count("县里"), Count("区委") + Count("全区") + Count("区里"));
        return counties > districts * 2 ? "县" : districts > counties * 2 ? "区" : null;

        int Count(string word) => texts.AsSpan().Count(word);
    }
}
