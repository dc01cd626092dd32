using KnowledgeBase.Reports.Facts;

namespace KnowledgeBase.Reports;

/// <summary>What units are called: 审计局, 卫健委, 纪委监委.</summary>
public static class UnitNames
{
    /// <summary>
    /// The type of the unit that a name means, and what stands before the unit's own name; null where the name ends in no known unit.
    /// </summary>
    /// <example>清河县审计局: 审计, with the place 清河县.</example>
    public static (UnitType Type, string Place)? Read(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (var (place, found) in UnitNameList.Instance.Find(name, 0, name.Length))
            if (place + found.Length == name.Length)
                return (UnitNameList.Instance.TypeOf(found), name[..place]);
        return null;
    }
}
