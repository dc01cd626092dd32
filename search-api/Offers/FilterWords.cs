using System.Collections.Frozen;
using KnowledgeBase.Reports;
using KnowledgeBase.SearchApi.QueryLines;

namespace KnowledgeBase.SearchApi.Offers;

/// <summary>Which words name a unit, a type of units, a section, a kind of report or a year.</summary>
internal static class FilterWords
{
    /// <summary>Reports of other years are not in any collection; 1024 is a number.</summary>
    private const int FirstYear = 1949;
    private const int LastYear = 2099;

    /// <summary>Names that say too little, or are ordinary words of every report.</summary>
    private static readonly FrozenSet<string> NoFilters =
        "其他 other 地方 单位 党委 政府 省 市 村 组织人事 群团 方案 计划 成绩 结尾 开头 引言 导语 打算 讲话 清单 下一步".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Sections that a word may end in: 党建存在问题.</summary>
    private static readonly string[] SectionEnds = ["存在问题", "存在的问题", "存在不足", "原因分析", "原因剖析", "下一步打算", "下一步工作", "努力方向", "整改措施", "主要工作"];

    /// <summary>What the names of units end in.</summary>
    private const string UnitEnds = "局委办厅部院会府道镇乡区县市村校所站心司行党团联署处队";

    /// <summary>Behind a number these say what it counts.</summary>
    private const string Counters = "人万亿元名家个次户亩件项篇期台辆吨条余多";

    /// <summary>人社, 人大, 人民, 人才, 人事, 人居 are words.</summary>
    private const string BehindPerson = "社大民才事居";

    private static readonly string[] Connectors = ["的", "年", "在", "中"];

    /// <summary>What a word as a whole names, or null.</summary>
    /// <param name="isUnit">Whether some report is of a unit of this very name.</param>
    public static FilterWord? Whole(string word, Func<string, bool> isUnit)
    {
        if (NoFilters.Contains(word) || word.Length < 2)
            return null;
        var values = new List<QueryNode.Field>();
        if (Years(word) is { } years)
            values.Add(years);
        if (FieldValues.Section(word) is { } section && !IsAscii(word) && section != FieldValues.Unknown)
            values.Add(Named(QueryField.Section, section));
        if (FieldValues.Kind(word) is { } kind && kind != FieldValues.Unknown)
            values.Add(Named(QueryField.Kind, kind));
        if (UnitType(word) is var (type, hasPlace))
            values.Add(Named(QueryField.UnitType, type));
        else
            hasPlace = true;

        // 审计局 alone means all of them, one whose report gives no more of its name included; 清河县审计局 means one.
        if (hasPlace && word.Length >= 3 && UnitEnds.Contains(word[^1], StringComparison.Ordinal) && isUnit(word))
            values.Insert(0, new QueryNode.Field(QueryField.Unit, [new FieldValue.Name(word, IsExact: true)]));
        return values.Count > 0 ? new FilterWord(word, values) : null;
    }

    /// <summary>
    /// The filters that a word holds, and what remains of it: 审计局存在问题2023 is three filters, 2023年度学习形式单一 a year and a text.
    /// A word that is no filter and holds none is its own rest.
    /// </summary>
    public static (IReadOnlyList<FilterWord> Filters, string Remainder) Cut(string word, Func<string, bool> isUnit)
    {
        if (Whole(word, isUnit) is { } whole)
            return ([whole], "");
        var filters = new List<FilterWord>();
        var rest = word;
        while (rest.Length > 0 && (First(rest, isUnit) ?? Last(rest)) is var (filter, isFirst))
        {
            filters.Add(filter);
            rest = isFirst ? rest[filter.Text.Length..] : rest[..^filter.Text.Length];
            foreach (var connector in Connectors)
                rest = rest.StartsWith(connector, StringComparison.Ordinal) ? rest[connector.Length..] : rest;
        }

        if (filters.Count > 0 && rest.Length > 2 && Whole(rest, isUnit) is { } last)
        {
            filters.Add(last);
            rest = "";
        }

        // What remains must say something by itself.
        return rest.Length == 1 ? ([], word) : (filters, rest);
    }

    /// <summary>A filter at the beginning: a year with its 年, or four digits before a Chinese character; a unit by its name.</summary>
    private static (FilterWord, bool IsFirst)? First(string text, Func<string, bool> isUnit)
    {
        for (var length = Math.Min(text.Length, 12); length >= 3; length--)
        {
            var head = text[..length];
            var isYear = Years(head) is not null && !Counts(text, length)
                && (text.Length == length || !char.IsLetterOrDigit(text[length]) || text[length] > 'ÿ');
            if (isYear || (UnitEnds.Contains(head[^1], StringComparison.Ordinal)
                && (isUnit(head) || (UnitNames.Read(head) is var (_, place) && IsPlace(place) && EndsAsUnit(head)))))
                return Whole(head, isUnit) is { } filter ? (filter, true) : null;
        }

        return SectionEnds.FirstOrDefault(
            name => text.StartsWith(name, StringComparison.Ordinal) && Years(text[name.Length..]) is not null) is { } section
            ? (Whole(section, isUnit)!, true)
            : null;
    }

    /// <summary>Whether four digits count something, as in 2025人参加培训; 2025人社局 is a year and a unit.</summary>
    private static bool Counts(string text, int length) => char.IsAsciiDigit(text[length - 1]) && text.Length > length
        && Counters.Contains(text[length], StringComparison.Ordinal)
        && (text[length] != '人' || text.Length == length + 1 || !BehindPerson.Contains(text[length + 1], StringComparison.Ordinal));

    private static (FilterWord, bool IsFirst)? Last(string text)
    {
        if (SectionEnds.FirstOrDefault(name => text.EndsWith(name, StringComparison.Ordinal)) is { } section)
            return (Whole(section, _ => false)!, false);
        foreach (var length in new[] { 6, 5, 4 })
            if (text.Length > length && !char.IsAsciiDigit(text[^(length + 1)]) && Years(text[^length..]) is not null)
                return (Whole(text[^length..], _ => false)!, false);
        return null;
    }

    private static (string Type, bool HasPlace)? UnitType(string word)
    {
        if (FieldValues.UnitTypes(word) is { Count: 1 } && word != FieldValues.Unknown)
            return (word, false);
        return UnitNames.Read(word) is var (type, place) && IsPlace(place) ? (type.ToString(), place.Length > 1) : null;
    }

    /// <summary>A year, or a span of years with both ends.</summary>
    private static QueryNode.Field? Years(string word)
    {
        if (word.Length < 4 || YearValues.Read(word) is not { From: >= FirstYear, To: <= LastYear } range)
            return null;
        return new QueryNode.Field(QueryField.Year, [new FieldValue.Years(range)]);
    }

    private static QueryNode.Field Named(QueryField field, string value) => new(field, [new FieldValue.Name(value)]);

    /// <summary>清河县, 市, nothing: what may stand before a unit's own name.</summary>
    private static bool IsPlace(string place) =>
        place.Length == 0 || (place.Length <= 9 && "省市县区州盟旗镇乡".Contains(place[^1], StringComparison.Ordinal));

    private static bool EndsAsUnit(string name) => "局委办厅部院会".Contains(name[^1], StringComparison.Ordinal) && name.Length >= 3;

    private static bool IsAscii(string word) => word.All(char.IsAscii);
}
