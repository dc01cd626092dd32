using System.Collections.Frozen;
using KnowledgeBase.Engine;
using KnowledgeBase.Reports;

namespace KnowledgeBase.SearchApi.QueryLines;

/// <summary>What may stand as a value of a field, in a query line as in a parameter. Names are looked up in tables, never parsed.</summary>
public static class FieldValues
{
    /// <summary>How an absent value is called in facets and filters.</summary>
    public const string Unknown = "不明";

    private static readonly FrozenDictionary<string, string> Sections = Table(
        Enum.GetValues<SectionType>()
            .SelectMany(type => new[] { (type.ToString(), type.ToString()), (Words.AliasOf(type), type.ToString()) }),
        "开头=导语 引言=导语 成绩=主要工作 工作成效=主要工作 工作情况=主要工作 履职情况=主要工作 问题=存在问题 不足=存在问题 问题不足=存在问题 存在不足=存在问题 "
        + "存在的问题=存在问题 主要问题=存在问题 存在的不足=存在问题 存在问题和不足=存在问题 问题短板=存在问题 短板弱项=存在问题 问题清单=存在问题 原因=原因分析 原因剖析=原因分析 产生原因=原因分析 "
        + "打算=下一步打算 下一步=下一步打算 下步打算=下一步打算 下一步工作=下一步打算 下步工作=下一步打算 下一步工作打算=下一步打算 下一步计划=下一步打算 工作打算=下一步打算 "
        + "努力方向=下一步打算 整改措施=下一步打算 改进措施=下一步打算 任务清单=下一步打算 成绩清单=主要工作 结尾=结语 结束语=结语");

    private static readonly FrozenDictionary<string, string> Kinds = Table(
        Enum.GetNames<ReportKind>().Select(name => (name, name)),
        "述职=述职报告 述职述廉报告=述职报告 述廉报告=述职报告 述责述廉报告=述职报告 清单=三张清单 对照检查=对照检查材料 检查材料=对照检查材料 剖析材料=对照检查材料 对照检查发言材料=对照检查材料 "
        + "总结=工作总结 年度总结=工作总结 年终总结=工作总结 计划=工作计划 工作要点=工作计划 方案=实施方案 工作方案=实施方案 情况汇报=情况报告 工作情况报告=情况报告 讲话稿=讲话 讲话材料=讲话");

    private static readonly FrozenDictionary<string, string[]> UnitTypeNames = Enum.GetValues<UnitType>()
        .Select(type => (Name: type.ToString(), Types: new[] { type.ToString() }))
        .Concat(Enum.GetValues<UnitClass>().Select(unitClass => (
            unitClass.ToString(),
            Enum.GetValues<UnitType>().Where(type => Words.ClassOf(type) == unitClass).Select(type => type.ToString()).ToArray())))
        .ToFrozenDictionary(entry => entry.Item1, entry => entry.Item2, StringComparer.Ordinal);

    public static IEnumerable<string> SectionNames => Enum.GetNames<SectionType>();

    /// <summary>The section that a name or one of its other wordings stands for, 不明, or null.</summary>
    public static string? Section(string value) => value == Unknown ? Unknown : Sections.GetValueOrDefault(value);

    public static string? Kind(string value) => value == Unknown ? Unknown : Kinds.GetValueOrDefault(value);

    /// <summary>The topic that a name or one of its other names stands for, 不明, or null.</summary>
    public static string? Topic(string value) => value == Unknown ? Unknown : Topics.Named(value);

    /// <summary>The unit types that a value names: one, or all of a class.</summary>
    public static IReadOnlyList<string>? UnitTypes(string value) => value == Unknown ? [Unknown] : UnitTypeNames.GetValueOrDefault(value);

    /// <summary>The years that a value names; null where it names none.</summary>
    public static NumberRange? Years(string value) => YearValues.Read(value);

    /// <summary>The value as the field's table has it, or null where the field knows no such value.</summary>
    internal static FieldValue? Read(QueryField field, string text, bool isExact)
    {
        if (text == Unknown)
            return field == QueryField.Title ? new FieldValue.Name(text, isExact) : new FieldValue.Missing();
        return field switch
        {
            QueryField.Year => YearValues.Read(text) is { } years ? new FieldValue.Years(years) : null,
            QueryField.Section => Name(Section(text)),
            QueryField.Kind => Name(Kind(text)),
            QueryField.Topic => Name(Topic(text)),
            QueryField.UnitType => Name(UnitTypeNames.ContainsKey(text) ? text : null),
            _ => new FieldValue.Name(text, isExact),
        };
    }

    private static FieldValue.Name? Name(string? value) => value is null ? null : new FieldValue.Name(value);

    private static FrozenDictionary<string, string> Table(IEnumerable<(string Name, string Value)> names, string others) => names
        .Concat(others.Split(' ').Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1])))
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.OrdinalIgnoreCase);
}
