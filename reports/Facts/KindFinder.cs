using KnowledgeBase.Reports.Structuring;

namespace KnowledgeBase.Reports.Facts;

/// <summary>The kind of a report (文种), by the words of its title, or by what its opening says of itself.</summary>
internal static class KindFinder
{
    private static readonly (string Word, ReportKind Kind)[] TitleWords =
    [
        ("三张清单", ReportKind.三张清单), ("三个清单", ReportKind.三张清单), ("三份清单", ReportKind.三张清单), ("三单", ReportKind.三张清单),
        ("对照检查", ReportKind.对照检查材料), ("检视剖析", ReportKind.对照检查材料), ("对照剖析", ReportKind.对照检查材料), ("剖析材料", ReportKind.对照检查材料), ("检视材料", ReportKind.对照检查材料), ("个人检查", ReportKind.对照检查材料), ("自我剖析", ReportKind.对照检查材料), ("发言提纲", ReportKind.对照检查材料),
        ("述职", ReportKind.述职报告), ("述廉", ReportKind.述职报告), ("述学", ReportKind.述职报告), ("述法", ReportKind.述职报告),
        ("讲话", ReportKind.讲话), ("致辞", ReportKind.讲话), ("讲稿", ReportKind.讲话),
        ("实施方案", ReportKind.实施方案), ("工作方案", ReportKind.实施方案), ("行动方案", ReportKind.实施方案), ("整改方案", ReportKind.实施方案), ("活动方案", ReportKind.实施方案), ("实施细则", ReportKind.实施方案),
        ("总结", ReportKind.工作总结), ("情况报告", ReportKind.情况报告), ("情况的报告", ReportKind.情况报告), ("情况汇报", ReportKind.情况报告), ("情况的汇报", ReportKind.情况报告), ("情况通报", ReportKind.情况报告), ("自查报告", ReportKind.情况报告), ("自评报告", ReportKind.情况报告), ("整改报告", ReportKind.情况报告), ("进展报告", ReportKind.情况报告), ("调研报告", ReportKind.情况报告), ("工作汇报", ReportKind.情况报告), ("情况说明", ReportKind.情况报告), ("专题报告", ReportKind.情况报告), ("专项报告", ReportKind.情况报告),
        ("工作报告", ReportKind.工作报告), ("工作的报告", ReportKind.工作报告),
        ("工作计划", ReportKind.工作计划), ("工作要点", ReportKind.工作计划), ("工作打算", ReportKind.工作计划), ("工作安排", ReportKind.工作计划), ("计划", ReportKind.工作计划), ("要点", ReportKind.工作计划), ("工作思路", ReportKind.工作计划), ("方案", ReportKind.实施方案),
        ("情况", ReportKind.情况报告), ("汇报", ReportKind.情况报告), ("的报告", ReportKind.情况报告), ("报告", ReportKind.工作报告),
        ("心得", ReportKind.其他), ("体会", ReportKind.其他), ("通知", ReportKind.其他), ("意见", ReportKind.其他), ("简报", ReportKind.其他), ("纪要", ReportKind.其他), ("倡议", ReportKind.其他), ("经验", ReportKind.其他), ("事迹", ReportKind.其他),
    ];

    private static readonly (string Word, ReportKind Kind)[] OpeningWords =
    [
        ("述职", ReportKind.述职报告), ("对照检查", ReportKind.对照检查材料), ("工作总结如下", ReportKind.工作总结), ("情况总结如下", ReportKind.工作总结), ("情况报告如下", ReportKind.情况报告), ("情况汇报如下", ReportKind.情况报告), ("情况汇报", ReportKind.情况报告),
        ("向大会报告工作", ReportKind.工作报告), ("报告政府工作", ReportKind.工作报告), ("特制定本方案", ReportKind.实施方案), ("制定本方案", ReportKind.实施方案),
    ];

    private static readonly string[] Lists = ["成绩清单", "问题清单", "任务清单"];

    public static Fact<ReportKind>? Find(Title title, string text, int bodyStart)
    {
        foreach (var (word, kind) in TitleWords)
            if (title.Words.IndexOf(word, StringComparison.Ordinal) is var at and >= 0)
                return new(kind, word, title.Start < 0 ? -1 : text.IndexOf(word, title.Start, StringComparison.Ordinal), 0.95);

        if (Lists.Count(list => text.Contains(list, StringComparison.Ordinal)) >= 2)
            return new(ReportKind.三张清单, Lists[1], text.IndexOf(Lists[1], StringComparison.Ordinal), 0.8);

        var opening = text.AsSpan(bodyStart, Math.Min(600, text.Length - bodyStart));
        foreach (var (word, kind) in OpeningWords)
            if (opening.IndexOf(word, StringComparison.Ordinal) is var at and >= 0)
                return new(kind, word, bodyStart + at, 0.7);

        return null;
    }
}
