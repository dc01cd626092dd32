namespace KnowledgeBase.Reports.Tests.Copies;

/// <summary>A report that several sites carry. The tests of the worker read it, too.</summary>
internal static class CopiedReport
{
    public const string Text = """
        清河县审计局2023年度工作总结
        2023年，县审计局紧紧围绕中心工作，依法履行审计监督职责，各项任务全面完成。
        一、主要工作
        （一）抓好政策落实审计。对十二个乡镇的惠农补贴开展专项审计，发现问题二十三个，督促整改到位。
        （二）抓好经济责任审计。完成领导干部经济责任审计九项，提出审计建议三十一条，被采纳二十八条。
        二、存在问题
        （一）业务学习抓得不紧。集中学习多以念文件为主，结合岗位研讨交流较少，干部能力提升不明显。
        （二）成果运用不充分。部分审计建议停留在纸面上，跟踪督促不够有力，同类问题仍有发生。
        三、下一步打算
        把业务培训排进每月计划，对整改不到位的单位实行挂牌督办，切实提升审计监督质效。
        """;
}
