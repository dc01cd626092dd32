using System.Text.RegularExpressions;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>What a row of a table is about: its problem or measure, not who answers for it or by when.</summary>
internal static class RowHeading
{
    private const int Longest = 30;
    private const int ShortestRest = 6;

    // Columns beside the matter itself, as expressions over their names.
    private static readonly Regex Beside = new(
        "责任|牵头|负责|配合|单位|部门|科室|股室|领导|时限|期限|时间|日期|进度|原因|根源|备注|序号|编号|类别|清单|联系|电话|签字|金额|投资",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>The first cell of the matter, or its first clause where it says more; null where that is too long.</summary>
    public static string? Of(IReadOnlyList<TableCell> row)
    {
        TableCell? named = null, any = null;
        foreach (var cell in row)
        {
            if (cell.Text.Count(Characters.IsHan) < 2 || cell.Text.EndsWith("清单", StringComparison.Ordinal))
                continue;

            any ??= cell;
            if (named is null && cell.Column is { } column && !Beside.IsMatch(column))
                named = cell;
        }

        if ((named ?? any)?.Text is not { } words)
            return null;

        // 「投后管理偏软。参股的3家企业年度报告迟交。」: the first sentence names it.
        var end = words.Length <= Longest ? words.IndexOf('。') : words.AsSpan().IndexOfAny('。', '；', '：');
        if (end is > 3 and <= Longest && words.Length - end > ShortestRest)
            return words[..end];

        return words.Length <= Longest ? words.TrimEnd('。', '；') : null;
    }
}
