namespace KnowledgeBase.SearchApi.Tests.Privacy;

/// <summary>A report that holds personal numbers in every place where a report can hold one. The tests of the pages read it, too.</summary>
internal static class ReportWithNumbers
{
    public const string Mobile = "13912345678";
    public const string Name = "张三15812345672.txt";
    public const string NameWithoutReport = "空15812345672.txt";
    public const string TextWithoutReport = "15812345672 公司";

    public const string Text = """
        石桥县审计局2023年度工作总结（电话17712345674）
        更多材料请加微信公众号：某某材料铺 18612345673
        2023年，石桥县审计局认真履职，现将有关情况总结如下：
        一、主要工作
        （一）设立监督电话13912345678。受理群众来电一百二十次，联系人李四，身份证11010519491231002X，邮箱ｌｉｓｉ＠１６３．ｃｏｍ，逐件登记。
        （二）开展车辆核查。公务用车京A·8A306违规停放，群众来电136123
        45670反映，均已整改到位，举一反三。
        姓名　电话
        张三　137 1234 5671
        二、存在问题
        （一）学习形式单一。集中学习多以念材料为主，联系人13912345678，讨论交流不够充分。
        石桥县审计局
        2023年12月1日　13912345678
        """;

    /// <summary>As they stand in text and name, without what parts them there.</summary>
    public static IReadOnlyList<string> Secrets { get; } =
        [Mobile, "13612345670", "13712345671", "15812345672", "18612345673", "17712345674", "11010519491231002X", "lisi@163.com",
            "京A8A306"];
}
