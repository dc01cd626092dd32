namespace KnowledgeBase.Reports.Language;

/// <summary>A line that holds a date and little else: 2023年12月5日, 二〇二三年十二月.</summary>
internal static class DateLine
{
    public static bool Is(ReadOnlySpan<char> line)
    {
        line = line.Trim().Trim("（）()——").Trim();
        if (line.Length is < 5 or > 24)
            return false;

        var year = line.IndexOf('年');
        if (year < 2 || (!line.Contains('月') && year != line.Length - 1))
            return false;

        foreach (var c in line)
            if (!char.IsDigit(c) && !"〇零○ＯO一二三四五六七八九十×xX年月日号（）() 　".Contains(c, StringComparison.Ordinal))
                return false;

        return true;
    }
}
