using System.Text.Json.Nodes;

namespace KnowledgeBase.SearchApi.Tests.Api;

/// <summary>Lines that once failed the writers who typed them, over reports of which many are copies of each other.</summary>
public sealed class WritersLinesTests(WritersLinesTests.Server server) : IClassFixture<WritersLinesTests.Server>
{
    private const int Copies = 31;

    /// <summary>The samples, and reports of many units that copied each other.</summary>
    public sealed class Server : IAsyncLifetime
    {
        public ApiServer Api { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Api.InitializeAsync();
            for (var copy = 0; copy < Copies; copy++)
            {
                var place = "东南西北中新安平和顺"[copy % 10] + "" + "山川江河湖"[copy / 10 % 5];
                await WriteAsync($"副本{copy}.txt", $"""
                    {place}县财政局{2018 + (copy % 6)}年度抓基层党建工作述职报告
                    {2018 + (copy % 6)}年，{place}县财政局党组认真履行管党治党责任，现将有关情况报告如下：
                    一、存在问题
                    （一）队伍结构不优。全局干部平均年龄{41 + (copy % 9)}岁，三十岁以下的只有{3 + (copy % 4)}人，懂财会又懂计算机的年轻骨干青黄不接。
                    （二）理论学习不够深入。中心组学习以读原文为主，联系财政实际研讨只有{2 + (copy % 3)}次，学用结合不够紧密。
                    二、下一步打算
                    （一）加强队伍建设。每年招录{2 + (copy % 3)}名财会专业毕业生，安排老同志一对一传帮带。
                    """);
            }

            for (var own = 0; own < 20; own++)
            {
                await WriteAsync($"学习{own}.txt", $"""
                    {Towns[own]}镇2022年度党建工作总结
                    2022年，{Towns[own]}镇党委扎实推进基层党建，现将有关情况总结如下：
                    一、存在问题
                    （一）理论学习不够深入。{Wordings[own]}
                    """);
            }

            await WriteAsync("审计.txt", """
                清河县审计局2023年度工作总结
                2023年，清河县审计局依法履行审计监督职责，现将工作情况总结如下：
                一、存在问题
                （一）党建与业务融合不够。党建计划与审计项目计划各写各的，临时党小组作用不明显。
                （二）党建与教学工作融合不够。联办的干部课堂只讲业务，没有讲支部怎样引领。
                （三）党建与业务“两张皮”。支部活动挑审计间隙办，项目一忙就停。
                （四）党建与审计业务结合不紧。查出的问题没有进入支部研讨。
                （五）担当精神不足。面对重大项目决算中的争议，审计组习惯于等上级表态。
                （六）弱项仍然明显。大数据审计的模型只建成两个，数据分析依靠外聘人员。
                二、下一步打算
                （一）坚持问题导向。对审计发现的每个问题建立台账，逐项销号。
                """);
            await WriteAsync("税务.txt", """
                清河县税务局2023年度工作总结
                2023年，清河县税务局聚焦主责主业，现将工作情况总结如下：
                一、主要工作
                （一）组织税费收入。全年入库税费十二亿元，办理退税减税三千余户次。
                """);
            await WriteAsync("检察.txt", """
                清河县人民检察院2023年度工作报告
                2023年，清河县人民检察院忠实履行法律监督职责，现将工作情况报告如下：
                一、主要工作
                （一）办好民生案件。全年办理公益诉讼案件四十二件，追回被占用耕地一百余亩。
                """);
            await Api.UntilAsync("/api/v1/stats", stats => (int)stats["reports"]! >= Samples.Reports + Copies + 20 + 3);
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();

        private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(Api.Corpus, name), text);
    }

    private static readonly string[] Towns =
        "石桥 柳河 青山 白水 龙泉 太平 三河 马店 东坝 西坪 南塘 北岭 黄土 红旗 双井 古城 清溪 云台 金沙 银川".Split(' ');

    private static readonly string[] Wordings =
    [
        "集中学习多是领导念、大家听，会后很少有人再翻笔记。", "对新思想的理解停在会议传达上，说不出与本镇产业有什么关系。",
        "年轻干部忙于填表，一个季度读不完一本必读书目。", "学习计划年初定了十二个专题，到年底只学了七个。",
        "交流发言从网上摘抄的占一半，自己写的少。", "村级支部把学习交给驻村干部，书记自己不讲课。",
        "测试成绩两极分化，机关好、站所差。", "党委会第一议题经常压缩到十分钟。",
        "专家授课请得多，干部自己上台讲得少。", "线上学习平台有人代刷积分。",
        "学习与防汛、征迁等急事冲突时总是学习让路。", "读书班安排在周末，到课率不到六成。",
        "对法律法规的学习零散，执法人员现学现用。", "心得体会篇幅长而见解少，几乎没有联系实际的例子。",
        "老党员送学上门只覆盖了两个村。", "学习记录本由文书统一补写。",
        "研讨题目大而空，讨论不起来。", "支部之间没有互评，学得好坏一个样。",
        "学完以后没有跟踪，措施没有变成项目。", "部分站所长认为抓业务就是最好的学习。",
    ];

    [Fact]
    public async Task A_sentence_of_thirty_one_reports_is_one_hit_that_stands_for_all()
    {
        var hits = await HitsAsync("队伍结构不优");
        var first = hits[0];
        Assert.Contains("队伍结构不优", (string)first["text"]!, StringComparison.Ordinal);
        Assert.Equal(Copies, (int)first["folded"]!["count"]!);
        Assert.Equal(6, first["folded"]!["years"]!.AsArray().Count);
        Assert.Single(hits, hit => ((string)hit["text"]!).Contains("队伍结构不优", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Twenty_hits_of_a_set_full_of_copies_are_twenty_wordings()
    {
        var hits = await HitsAsync("理论学习不够深入");
        Assert.Equal(20, hits.Count);
        Assert.Equal(20, hits.Select(hit => string.Concat(((string)hit["text"]!).Where(c => !char.IsDigit(c)))).Distinct().Count());
        Assert.All(hits, hit => Assert.Contains("理论学习不够深入", (string)hit["text"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_heading_alone_is_no_hit() =>
        Assert.All(await HitsAsync("学习形式单一"), hit => Assert.True(((string)hit["text"]!).Length > 20, (string)hit["text"]!));

    [Theory]
    [InlineData("党建与业务融合不够", "党建与教学工作融合不够", "“两张皮”", "结合不紧", "融合不深")]
    [InlineData("担当作为不够", "担当精神不足", "担当意识不强")]
    [InlineData("學習形式單一", "学习形式单一")]
    [InlineData("短板", "弱项仍然明显")]
    public async Task What_says_it_in_other_words_or_characters_is_found(string line, params string[] wordings)
    {
        var texts = (await HitsAsync(line)).Select(hit => (string)hit["text"]!).ToList();
        Assert.All(wordings, wording => Assert.Contains(texts, text => text.Contains(wording, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_year_in_Chinese_numerals_meets_the_same_in_digits() =>
        Assert.Equal(await CountAsync("2023年"), await CountAsync("二〇二三年"));

    [Theory]
    [InlineData("审计局", "审计局")]
    [InlineData("2023", "2023")]
    [InlineData("2023年", "2023年")]
    [InlineData("坚持问题导向", "坚持", "问题", "导向")]
    public async Task Words_are_not_cut_in_pieces_that_nobody_writes(string line, params string[] words)
    {
        var analysis = await server.Api.GetAsync("/api/v1/analyze?q=" + Uri.EscapeDataString(line));
        var cut = analysis["words"]![0]!["words"]!.AsArray().Select(word => (string)word!["text"]!);
        Assert.All(cut, word => Assert.Contains(word, (string[])[.. words, line, "问题导向", "审计"]));
        Assert.DoesNotContain("202", cut);
        Assert.DoesNotContain("问题导", cut);
    }

    [Fact]
    public async Task Unit_section_and_year_typed_as_words_are_understood()
    {
        var answer = await AnswerAsync("审计局 存在问题 2023");
        Assert.Equal("类型:审计 章节:存在问题 年份:2023", (string?)answer["parsed"]);
        Assert.All(
            answer["hits"]!.AsArray(),
            hit => Assert.Equal(("审计", "存在问题", 2023), ((string?)hit!["unitType"], (string?)hit["section"], (int)hit["year"]!)));
        Assert.Equal(8, (int)answer["totalHits"]!);
    }

    [Fact]
    public async Task A_list_of_unit_types_is_these_and_no_other() =>
        Assert.Equal(["审计", "税务"], (await HitsAsync("类型:审计,税务")).Select(hit => (string)hit["unitType"]!).Distinct().Order());

    [Fact]
    public async Task The_tail_of_chance_pairs_is_not_served()
    {
        var everything = await CountAsync("");
        Assert.InRange(await CountAsync("党建与业务融合不够"), 5, everything / 4);
        Assert.InRange(await CountAsync("担当作为不够"), 2, everything / 4);
    }

    [Theory]
    [InlineData("时间:上午 学习")]
    [InlineData("主题:组织生活")]
    [InlineData("学习 or 调研")]
    [InlineData("学习 AND")]
    [InlineData("学习*")]
    [InlineData("学习~8")]
    public async Task What_is_not_an_operator_is_searched_as_text_and_said(string line) =>
        Assert.NotEmpty((await AnswerAsync(line))["notes"]!.AsArray());

    private async Task<JsonNode> AnswerAsync(string line) =>
        await server.Api.GetAsync("/api/v1/search?hitsPerPage=20&q=" + Uri.EscapeDataString(line));

    private async Task<List<JsonNode>> HitsAsync(string line) => [.. (await AnswerAsync(line))["hits"]!.AsArray().Select(hit => hit!)];

    private async Task<int> CountAsync(string line) => (int)(await AnswerAsync(line))["totalHits"]!;
}
