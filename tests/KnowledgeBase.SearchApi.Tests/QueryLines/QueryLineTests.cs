using System.Text.Json;
using KnowledgeBase.SearchApi.QueryLines;

namespace KnowledgeBase.SearchApi.Tests.QueryLines;

public sealed class QueryLineTests
{
    [Theory]
    [InlineData("学习形式 单一", "(学习形式 & 单一)")]
    [InlineData("学习形式　单一", "(学习形式 & 单一)")]
    [InlineData("\"一岗双责\"", "\"一岗双责\"")]
    [InlineData("“一岗双责”", "\"一岗双责\"")]
    [InlineData("”一岗双责”", "\"一岗双责\"")]
    [InlineData("＂一岗双责＂", "\"一岗双责\"")]
    [InlineData("\"干部“被动听”的多\"", "\"干部“被动听”的多\"")]
    [InlineData("“干部“被动听”的多”", "\"干部“被动听”的多\"")]
    [InlineData("\"他说\\\"好\\\"\"", "\"他说\"好\"\"")]
    [InlineData("“3\"的管道”", "\"3\"的管道\"")]
    [InlineData("\"5\\*8\"", "\"5*8\"")]
    [InlineData("调研 -疫情", "(调研 & !疫情)")]
    [InlineData("调研 －疫情", "(调研 & !疫情)")]
    [InlineData("调研 NOT 疫情", "(调研 & !疫情)")]
    [InlineData("调研 ＮＯＴ 疫情", "(调研 & !疫情)")]
    [InlineData("调研 AND NOT 疫情", "(调研 & !疫情)")]
    [InlineData("NOT NOT 疫情", "疫情")]
    [InlineData("-疫情", "!疫情")]
    [InlineData("甲 AND 乙", "(甲 & 乙)")]
    [InlineData("甲 OR 乙", "(甲 | 乙)")]
    [InlineData("甲|乙", "(甲 | 乙)")]
    [InlineData("甲 || 乙", "(甲 | 乙)")]
    [InlineData("甲 ｜ 乙 丙", "(甲 | (乙 & 丙))")]
    [InlineData("(甲 | 乙) 丙", "((甲 | 乙) & 丙)")]
    [InlineData("（甲 | 乙） 丙", "((甲 | 乙) & 丙)")]
    [InlineData("-(甲 乙)", "!(甲 & 乙)")]
    [InlineData("-(-甲)", "甲")]
    [InlineData("NOT(甲 OR 乙)", "!(甲 | 乙)")]
    [InlineData("单位:审计局", "Unit=审计局")]
    [InlineData("单位：审计局", "Unit=审计局")]
    [InlineData("单位: 审计局", "Unit=审计局")]
    [InlineData("unit:\"县审计局\"", "Unit=\"县审计局\"")]
    [InlineData("单位:审计局、财政局，教育局", "Unit=审计局,财政局,教育局")]
    [InlineData("单位:\"县审计局\",\"县教育局\" 学习", "(Unit=\"县审计局\",\"县教育局\" & 学习)")]
    [InlineData("类型:审计,税务", "UnitType=审计,税务")]
    [InlineData("类型:审计, 税务 学习", "(UnitType=审计,税务 & 学习)")]
    [InlineData("类型:(审计 OR 税务) 学习", "(UnitType=审计,税务 & 学习)")]
    [InlineData("类型:（审计　税务）", "UnitType=审计,税务")]
    [InlineData("类型:审计, 年份:2023", "(UnitType=审计 & Year=2023)")]
    [InlineData("类型:审计,年份:2023", "(UnitType=审计 & Year=2023)")]
    [InlineData("类型:审计,不明", "UnitType=审计,不明")]
    [InlineData("-类型:政府", "!UnitType=政府")]
    [InlineData("类型:政府|类型:审计", "(UnitType=政府 | UnitType=审计)")]
    [InlineData("年份:2021..2023 章节:problems", "(Year=2021..2023 & Section=存在问题)")]
    [InlineData("年份:2021,2023", "Year=2021,2023")]
    [InlineData("年份:2021、２０２３，不明", "Year=2021,2023,不明")]
    [InlineData("年份:不明", "Year=不明")]
    [InlineData("年份:２０２３", "Year=2023")]
    [InlineData("年份:2023年", "Year=2023")]
    [InlineData("年份:2023年度", "Year=2023")]
    [InlineData("年份:二〇二三", "Year=2023")]
    [InlineData("年份:二○二三年", "Year=2023")]
    [InlineData("年份:二零二三", "Year=2023")]
    [InlineData("年份:>=2022", "Year=2022..")]
    [InlineData("年份：＞＝２０２２", "Year=2022..")]
    [InlineData("年份:≥2022年", "Year=2022..")]
    [InlineData("年份>=2022", "Year=2022..")]
    [InlineData("年份:>2022", "Year=2023..")]
    [InlineData("年份:<=2022", "Year=..2022")]
    [InlineData("年份:<2022", "Year=..2021")]
    [InlineData("年份:=2022", "Year=2022")]
    [InlineData("年份:2021-2023", "Year=2021..2023")]
    [InlineData("年份:2021—2023", "Year=2021..2023")]
    [InlineData("年份:2021——2023", "Year=2021..2023")]
    [InlineData("年份:2021～2023", "Year=2021..2023")]
    [InlineData("年份:2021年至2023年", "Year=2021..2023")]
    [InlineData("年份:2021到2023", "Year=2021..2023")]
    [InlineData("年份:2021..", "Year=2021..")]
    [InlineData("年份:..2021", "Year=..2021")]
    [InlineData("章节:问题", "Section=存在问题")]
    [InlineData("文种:述职", "Kind=述职报告")]
    [InlineData("主题:党建", "Topic=党建")]
    [InlineData("topic:社会治理", "Topic=基层治理")]
    [InlineData("来源:不明", "Source=不明")]
    [InlineData("\"学习 单一\"~8", "near8(学习,单一)")]
    [InlineData("“学习　单一”～８", "near8(学习,单一)")]
    [InlineData("\"学习 单一\"~s", "nearS(学习,单一)")]
    [InlineData("\"学习 单一\"~", "nearP(学习,单一)")]
    [InlineData("\"学习 单一\"~p 干部", "(nearP(学习,单一) & 干部)")]
    [InlineData("\"以*促*\"", "pattern(以*促*)")]
    [InlineData("“以＊促干”", "pattern(以*促干)")]
    [InlineData("\"以**促*\"", "pattern(以*促*)")]
    [InlineData("ORDER", "ORDER")]
    [InlineData("党委（党组）书记", "党委（党组）书记")]
    [InlineData("十四五-十五五", "十四五-十五五")]
    [InlineData("http://example.org/a", "http://example.org/a")]
    public void A_line_means_what_its_signs_say(string line, string meaning)
    {
        var parsed = QueryLine.Parse(line);
        Assert.Empty(parsed.Notes);
        Assert.Equal(meaning, Show(parsed.Root!));
    }

    [Theory]
    [InlineData("\"学习", "\"学习\"", "unclosed_quote")]
    [InlineData("\"学习”", "\"学习\"", null)]
    [InlineData("学习 \"\"", "学习", "empty_quote")]
    [InlineData("(学习", "学习", "unclosed_bracket")]
    [InlineData("甲(乙 丙)", "(甲 & 乙 & 丙)", null)]
    [InlineData("甲(乙", "(甲 & 乙)", "unclosed_bracket")]
    [InlineData("学习)", "学习", "stray_bracket")]
    [InlineData("学习) 单一", "(学习 & 单一)", "stray_bracket")]
    [InlineData("() 学习", "学习", "stray_bracket")]
    [InlineData("OR 学习", "学习", "stray_operator")]
    [InlineData("学习 OR", "学习", "stray_operator")]
    [InlineData("学习 OR OR 单一", "(学习 | 单一)", "stray_operator")]
    [InlineData("学习 AND", "学习", "stray_operator")]
    [InlineData("学习 AND OR 单一", "(学习 | 单一)", "stray_operator")]
    [InlineData("学习 -", "学习", "stray_operator")]
    [InlineData("学习 - 单一", "(学习 & 单一)", "stray_operator")]
    [InlineData("-------- 学习", "学习", "stray_operator")]
    [InlineData("学习 NOT", "学习", "stray_operator")]
    [InlineData("甲 or 乙", "(甲 & or & 乙)", "lower_case_operator")]
    [InlineData("单位: OR 学习", "学习", "missing_value")]
    [InlineData("学习 单位:", "学习", "missing_value")]
    [InlineData("年份:去年 学习", "学习", "bad_value")]
    [InlineData("年份:2021,去年,2023 学习", "(Year=2021,2023 & 学习)", "bad_value")]
    [InlineData("年份:2023..2021 学习", "学习", "bad_value")]
    [InlineData("-章节:不知道 学习", "学习", "bad_value")]
    [InlineData("类型:审计,检察 学习", "(UnitType=审计 & 学习)", "bad_value")]
    [InlineData("类型:30,31 学习", "学习", "bad_value")]
    [InlineData("文种:3 学习", "学习", "bad_value")]
    [InlineData("时间:8点", "时间:8点", "unknown_key")]
    [InlineData("主题:组织生活 学习", "学习", "bad_value")]
    [InlineData("课题:组织生活", "课题:组织生活", "unknown_key")]
    [InlineData("以*促*", "pattern(以*促*)", "wildcard")]
    [InlineData("学习 *", "学习", "wildcard")]
    [InlineData("学习 \"*\"", "学习", "wildcard")]
    [InlineData("学习~8", "学习~8", "near")]
    [InlineData("\"学习\"~8", "\"学习\"", "near")]
    [InlineData("\"学习 单一\"~999", "nearP(学习,单一)", "near")]
    [InlineData("*", "*", "literal")]
    [InlineData("((((", "((((", "literal")]
    [InlineData("年份:去年", "年份:去年", "literal")]
    [InlineData("OR", "OR", "literal")]
    public void A_part_that_has_no_place_costs_itself_alone_and_is_said(string line, string meaning, string? code)
    {
        var parsed = QueryLine.Parse(line);
        Assert.Equal(meaning, Show(parsed.Root!));
        if (code is null)
            return;
        var note = parsed.Notes.First(note => note.Code == code);
        Assert.InRange(note.Start, 0, line.Length - 1);
        Assert.InRange(note.Start + note.Length, 1, line.Length);
        Assert.NotEmpty(note.Message);
    }

    [Theory]
    [InlineData("学习 （甲|乙） -\"以*促*\" 类型：审计、税务 年份：≥2022", "学习 (甲 OR 乙) -\"以*促*\" 类型:审计,税务 年份:2022..")]
    [InlineData("“学习　单一”～８ 单位:\"县\\\"审计局\"", "\"学习 单一\"~8 单位:\"县\\\"审计局\"")]
    [InlineData("年份:去年 学习", "学习")]
    [InlineData("", "")]
    public void The_parsed_line_is_shown_in_one_spelling(string line, string parsed) => Assert.Equal(parsed, QueryLine.Parse(line).Parsed);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" 　")]
    public void An_empty_line_is_everything(string? line) => Assert.Null(QueryLine.Parse(line).Root);

    [Fact]
    public void A_line_beyond_a_limit_names_the_limit_and_the_position()
    {
        Assert.Null(QueryLine.Parse(new string('学', 2000)).Excess);
        Assert.Equal(new QueryExcess("length", 2000, 2000), QueryLine.Parse(new string('学', 2001)).Excess);

        Assert.Null(QueryLine.Parse(new string('\uFDFA', 2000)).Excess);

        Assert.Null(QueryLine.Parse(string.Join(' ', Enumerable.Repeat("学", 64))).Excess);
        Assert.Equal(new QueryExcess("clauses", 64, 128), QueryLine.Parse(string.Join(' ', Enumerable.Repeat("学", 65))).Excess);

        Assert.Null(QueryLine.Parse(new string('(', 16) + "学" + new string(')', 16)).Excess);
        Assert.Equal(new QueryExcess("depth", 16, 16), QueryLine.Parse(new string('(', 1000)).Excess);
        Assert.Equal(new QueryExcess("depth", 16, 33), QueryLine.Parse(string.Concat(Enumerable.Repeat("-(", 500))).Excess);

        var many = string.Concat(Enumerable.Repeat("类型:政府 ", 33));
        Assert.Equal("expansions", QueryLine.Parse(many).Excess!.Limit);
        Assert.Equal("政府", many.Substring(QueryLine.Parse(many).Excess!.Position, 2));
        Assert.Null(QueryLine.Parse(new string('-', 1000) + "词").Excess);
    }

    /// <summary>
    /// Whatever is typed has a meaning within the limits, and the line as shown has the same meaning. A million lines:
    /// KB_LINES=1000000 dotnet test tests/KnowledgeBase.SearchApi.Tests --filter-method "*QueryLineTests.Every_line_parses*"
    /// </summary>
    [Fact]
    public void Every_line_parses_and_is_shown_so_that_it_means_the_same()
    {
        const int Seed = 20240601;
        var count = int.TryParse(Environment.GetEnvironmentVariable("KB_LINES"), out var told) ? told : 50_000;
        string[] pieces =
        [
            "学习", "形式单一", "审计局", " ", " ", "　", "\"", "“", "”", "＂", "(", ")", "（", "）", "|",
            "｜", "-", "－", ":", "：", "*", "＊", "~", "～8", "~s", "~p", "\\", "\\\"", ",", "，", "、",
            " OR ", " AND ", " NOT ", "or", "OR", "单位:", "类型：", "年份:", "年份>=", "章节:", "文种:",
            "主题:", "来源:", "标题:", "不明", "审计", "政府", "2023", "2021..", "-2023年", "二〇二三", "存在问题",
            "foo:", "\0", "\ud800", "\udc00", "\u200b", "\uFDFA", "<em>", "&amp;", "\n", "\u0085", "å", "𠮷",
        ];
        var random = new Random(Seed);
        for (var i = 0; i < count; i++)
        {
            var line = string.Concat(Enumerable.Range(0, random.Next(1, 25)).Select(_ => pieces[random.Next(pieces.Length)]));
            var parsed = QueryLine.Parse(line);
            if (parsed.Excess is { } excess)
            {
                Assert.InRange(excess.Position, 0, line.Length);
                continue;
            }

            var shown = parsed.Parsed;
            var again = QueryLine.Parse(shown);
            Assert.True(again.Excess is null && Text(parsed.Root) == Text(again.Root),
                $"seed {Seed}, line {i}: {JsonSerializer.Serialize(line)} is shown as {JsonSerializer.Serialize(shown)}");
            Assert.Equal(shown, again.Parsed);
        }

        static string Text(QueryNode? node) => node is null ? "" : Show(node);
    }

    private static string Show(QueryNode node) => node switch
    {
        QueryNode.Word(var text) => text,
        QueryNode.Phrase(var text) => $"\"{text}\"",
        QueryNode.Pattern(var parts) => $"pattern({string.Join('*', parts)})",
        QueryNode.Near near =>
            $"near{(near.Distance is { } distance ? distance : near.Scope.ToString()[..1])}({string.Join(',', near.Texts)})",
        QueryNode.Field(var name, var values) => $"{name}={string.Join(',', values.Select(Show))}",
        QueryNode.And(var nodes) => $"({string.Join(" & ", nodes.Select(Show))})",
        QueryNode.Or(var nodes) => $"({string.Join(" | ", nodes.Select(Show))})",
        QueryNode.Not(var inner) => "!" + Show(inner),
        _ => throw new InvalidOperationException(),
    };

    private static string Show(FieldValue value) => value switch
    {
        FieldValue.Missing => "不明",
        FieldValue.Years(var range) => YearValues.Format(range),
        FieldValue.Name(var text, var isExact) => isExact ? $"\"{text}\"" : text,
        _ => throw new InvalidOperationException(),
    };
}
