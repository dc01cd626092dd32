using KnowledgeBase.Lookups.Headings;

namespace KnowledgeBase.Lookups.Tests.Headings;

public sealed class HeadingLibraryTests
{
    private readonly HeadingDerivation _headings = new();

    [Fact]
    public void Near_equal_headings_of_two_reports_are_one_entry_and_section_names_none()
    {
        using var given = new Given(_headings);
        given.File("corpus/a.txt", Text("清河县审计局", "学习形式单一"));
        given.File("corpus/b.txt", Text("云岭区教育局", "学习的形式还比较单一"));
        using var view = given.View(_headings);
        var library = view.Whole(_headings);
        var entry = library.ByKey[HeadingShape.Key("学习形式单一")];
        Assert.Equal(["学习形式单一", "学习的形式还比较单一"], entry.Uses.Select(use => use.Node.Heading).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(library.Entries, other => other.Uses.Any(use => use.Node.Heading is "存在问题" or "主要工作"));
    }

    [Fact]
    public void Every_heading_path_of_every_passage_is_counted_once_for_each_place()
    {
        using var given = new Given(_headings);
        for (var i = 0; i < 8; i++)
            given.File($"corpus/{i}.txt", Text($"第{i}中学", i % 2 == 0 ? "学习形式单一" : "担当意识不强"));
        using var view = given.View(_headings);
        var library = view.Whole(_headings);
        var places = new Dictionary<string, int>();
        for (var report = 0; report < view.Reports.Count; report++)
        {
            IReadOnlyList<string> before = [];
            for (var passage = 0; passage < view.Reports[report].PassageCount; passage++)
            {
                var path = view.Read(report, passage).Location.HeadingPath;
                for (var depth = 0; depth < path.Count; depth++)
                    if (!before.Take(depth + 1).SequenceEqual(path.Take(depth + 1)) && !SectionNames.Contains(path[depth]))
                        places[HeadingShape.Key(path[depth])] = places.GetValueOrDefault(HeadingShape.Key(path[depth])) + 1;
                before = path;
            }
        }

        Assert.Equal(places.OrderBy(entry => entry.Key, StringComparer.Ordinal), library.Entries
            .Select(entry => KeyValuePair.Create(entry.Key, entry.Uses.Count)).OrderBy(entry => entry.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Siblings_are_one_set_and_headings_below_them_another()
    {
        using var given = new Given(_headings);
        given.File("corpus/a.txt", """
            清河县审计局2023年度工作总结
            一、主要工作
            （一）聚焦政治建设
            全年召开党组会三十次，及时学习上级精神。
            1.抓理论学习。集中学习二十四次，人人作交流发言。
            2.抓组织生活。开展主题党日十二次，参加率九成八。
            （二）聚焦主责主业
            完成审计项目二十六个，提出建议八十四条。
            （三）聚焦作风建设
            开展作风整顿，查处违反审计纪律问题两起。
            """);
        using var view = given.View(_headings);
        var sets = view.Whole(_headings).Sets.Select(set => string.Join('/', set.Headings)).Order(StringComparer.Ordinal);
        Assert.Equal(["抓理论学习/抓组织生活", "聚焦政治建设/聚焦主责主业/聚焦作风建设"], sets);
    }

    private static string Text(string unit, string problem) => $"""
        {unit}2023年度工作总结
        一、主要工作
        （一）抓学习，强根基。全年组织集中学习二十四次，边审计边讨论。
        二、存在问题
        （一）{problem}。集中学习多以读文件、念材料为主，讨论交流不够充分。
        （二）服务群众不够精准。对独居老人、困难家庭的需求掌握不全。
        """;
}
