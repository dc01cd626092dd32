namespace KnowledgeBase.Lookups.Tests;

/// <summary>Small reports of several units and years.</summary>
internal static class Some
{
    public static string Report(string unit, int year, params IReadOnlyList<string> problems) => $"""
        {unit}{year}年度抓基层党建工作述职报告
        {year}年，{unit}坚持以党建引领各项工作，现将有关情况报告如下：
        一、主要工作
        （一）抓学习，强根基。全年组织集中学习二十四次，把现场当作课堂。
        二、存在问题
        {string.Join('\n', problems.Select((problem, number) => $"（{"一二三四五六七八"[number]}）{problem}"))}
        三、下一步打算
        （一）丰富学习载体。推行案例课堂，每月由一名骨干领学。
        """;
}
