namespace KnowledgeBase.Reports.Language.Gazetteer;

/// <summary>The administrative levels of a locality, outermost first.</summary>
internal enum LocalityLevel
{
    /// <summary>省, 自治区, 直辖市</summary>
    Province,

    /// <summary>地级市, 自治州, 地区, 盟</summary>
    Prefecture,

    /// <summary>县, 市辖区, 县级市, 旗</summary>
    County,

    /// <summary>镇, 乡, 街道</summary>
    Township,
}

/// <summary>A province, prefecture, county or township of the gazetteer.</summary>
/// <param name="Name">In full: 三亚市.</param>
/// <param name="Parent">What it belongs to; null for a province.</param>
internal sealed record Locality(string Name, LocalityLevel Level, Locality? Parent)
{
    /// <summary>Whether the other is this locality or encloses it.</summary>
    public bool IsWithin(Locality other) => ReferenceEquals(this, other) || (Parent?.IsWithin(other) ?? false);
}

/// <summary>A name of the gazetteer found in a text.</summary>
/// <param name="Length">Of the name in the text.</param>
/// <param name="Localities">All that bear the name: there are four 鼓楼区.</param>
/// <param name="IsShort">Whether it stands without its level: 三亚 for 三亚市.</param>
internal readonly record struct LocalityMatch(int Length, IReadOnlyList<Locality> Localities, bool IsShort);
