using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace KnowledgeBase.Web.Tests;

/// <summary>Each tool does its job for a person, and what it counts is what its link lists.</summary>
public sealed partial class LookupPageTests(HostProcess host, Browser browser)
{
    private static readonly string[] Payloads =
    [
        "<script>document.title='run'</script>", "<img src=x onerror=\"document.title='run'\">", "\"><svg onload=\"document.title='run'\">",
        "javascript:document.title='run'", "'--></title><script>document.title='run'</script>",
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_the_ledger_a_writer_comes_to_every_wording_of_a_problem(bool scripts)
    {
        var page = await browser.OpenAsync(scripts);
        await page.GotoAsync(host.Address + "/tools");
        await page.GetByRole(AriaRole.Link, new() { Name = "问题账本" }).ClickAsync();
        var first = page.Locator(".ledger > li").First;
        var name = await first.Locator("h2").InnerTextAsync();
        var reports = Number(await first.Locator(".counts a").First.InnerTextAsync());
        await first.Locator(".counts a").First.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(name);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"共 {reports} 条" })).ToBeVisibleAsync();
        Assert.Equal(Math.Min(20, reports), await page.Locator("article.passage").CountAsync());
    }

    [Fact]
    public async Task A_cell_of_the_ledger_s_table_lists_as_many_reports_as_it_says()
    {
        var page = await browser.OpenAsync(scripts: false);
        await page.GotoAsync(host.Address + "/problems");
        await page.Locator(".ledger > li h2 a").First.ClickAsync();
        var cell = page.Locator("table.grid td a").First;
        var reports = Number(await cell.InnerTextAsync());
        await cell.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"共 {reports} 条" })).ToBeVisibleAsync();
        Assert.Equal(reports, await page.Locator("article.passage").CountAsync());
    }

    [Fact]
    public async Task A_wording_goes_from_the_ledger_into_the_basket_with_its_source()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address + "/problems");
        await page.Locator(".ledger > li h2 a").First.ClickAsync();
        await Assertions.Expect(page.Locator("article.passage").First).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync();
        await page.Locator("article.passage [data-basket-add]").First.ClickAsync();
        await Assertions.Expect(page.Locator("[data-basket-count]")).ToHaveTextAsync("1");
        await page.GotoAsync(host.Address + "/basket");
        await Assertions.Expect(page.Locator(".basket [data-source]")).Not.ToBeEmptyAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_heading_leads_to_those_who_use_it(bool scripts)
    {
        var page = await browser.OpenAsync(scripts);
        await page.GotoAsync(host.Address + "/headings");
        var row = page.Locator("tbody tr").First;
        var heading = await row.Locator("a").First.InnerTextAsync();
        var uses = Number(await row.Locator("td").Last.InnerTextAsync());
        await row.Locator("td").Last.Locator("a").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync(heading);
        await Assertions.Expect(page.Locator(".summary strong")).ToHaveTextAsync($"{uses}");
        Assert.Equal(Math.Min(20, uses), await page.Locator("article.passage").CountAsync());
    }

    [Fact]
    public async Task Sets_of_four_headings_of_equal_length_are_found_by_size_and_length()
    {
        var page = await browser.OpenAsync(scripts: false);
        await page.GotoAsync(host.Address + "/headings/sets");
        await page.GetByLabel("几个一组").FillAsync("4");
        await page.GetByLabel("每句字数").FillAsync("8");
        await page.GetByRole(AriaRole.Button, new() { Name = "看", Exact = true }).ClickAsync();
        var sets = page.Locator(".tile");
        Assert.NotEqual(0, await sets.CountAsync());
        foreach (var set in await sets.AllAsync())
        {
            Assert.Equal(4, await set.Locator("ol li").CountAsync());
            Assert.StartsWith("四个，每句 8 字", await set.Locator("h2").InnerTextAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_outline_lists_the_headings_of_its_report_in_order()
    {
        var page = await browser.OpenAsync(scripts: false);
        await page.GotoAsync(host.Address + "/outlines?q=" + Uri.EscapeDataString("述职"));
        var outline = page.Locator(".tile:has(.outline-lines li)").First;
        var first = await outline.Locator(".outline-lines a").First.InnerTextAsync();
        await outline.Locator(".outline-lines a").First.ClickAsync();
        await Assertions.Expect(page.Locator("article.body")).ToContainTextAsync(first);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pasted_sentence_finds_how_others_say_it(bool scripts)
    {
        var page = await browser.OpenAsync(scripts);
        await page.GotoAsync(host.Address + "/similar");
        await page.GetByLabel("一段话").FillAsync("学习形式单一。集中学习多以读文件、念材料为主，讨论交流不够充分。");
        await page.GetByRole(AriaRole.Button, new() { Name = "找", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("article.passage").First).ToBeVisibleAsync();
        Assert.Contains("学习", await page.Locator("article.passage .text mark").First.InnerTextAsync(), StringComparison.Ordinal);
        await Assertions.Expect(page.GetByLabel("一段话")).ToHaveValueAsync(new Regex("学习形式单一"));
    }

    [Fact]
    public async Task A_passage_leads_to_other_wordings_and_to_its_unit()
    {
        var page = await browser.OpenAsync(scripts: false);
        await page.GotoAsync(host.Address + "/?q=" + Uri.EscapeDataString("学习形式单一"));
        await page.Locator("article.passage").First.GetByRole(AriaRole.Link, new() { Name = "换个说法" }).ClickAsync();
        Assert.True(await page.Locator("article.passage").CountAsync() > 1);
        var unit = page.Locator("article.passage .facts a").First;
        var name = await unit.InnerTextAsync();
        await unit.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(name);
    }

    [Fact]
    public async Task A_problem_s_passage_leads_to_the_same_problem_elsewhere_and_to_those_who_use_its_heading()
    {
        var page = await browser.OpenAsync(scripts: false);
        var found = host.Address + "/?section=problems&q=" + Uri.EscapeDataString("学习形式单一");
        await page.GotoAsync(found);
        await page.GetByRole(AriaRole.Link, new() { Name = "同类问题" }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".ledger > li").First).ToBeVisibleAsync();
        await page.GotoAsync(found);
        await page.GetByRole(AriaRole.Link, new() { Name = "谁用这个小标题" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("article.passage").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Two_units_stand_side_by_side_with_empty_cells_in_sight()
    {
        var page = await browser.OpenAsync(scripts: false);
        await page.GotoAsync(host.Address + "/compare");
        await page.Locator(".cloud a").First.ClickAsync();
        Assert.True(await page.Locator(".wall thead th").CountAsync() >= 3);
        await Assertions.Expect(page.Locator(".wall td.none").First).ToHaveTextAsync("没有写");
        await Assertions.Expect(page.Locator(".wall .quote").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pasted_list_is_shown_what_it_lacks(bool scripts)
    {
        var page = await browser.OpenAsync(scripts);
        await page.GotoAsync(host.Address + "/compare/list");
        await page.GetByLabel("问题清单").FillAsync("理论学习不够深入\n食堂的面条太咸了");
        await page.GetByRole(AriaRole.Button, new() { Name = "检查" }).ClickAsync();
        await Assertions.Expect(page.Locator(".ledger > li").First).ToBeVisibleAsync();
        Assert.Equal(2, await page.Locator("tbody tr").CountAsync());
        await Assertions.Expect(page.Locator("tbody tr").Last).ToContainTextAsync("别的报告没有提过");
    }

    [Fact]
    public async Task A_problem_stands_beside_its_cause_and_measure_and_why()
    {
        var page = await browser.OpenAsync(scripts: false);
        await page.GotoAsync(host.Address + "/links");
        Assert.NotEqual(0, await page.Locator(".triple").CountAsync());
        foreach (var triple in await page.Locator(".triple").AllAsync())
            Assert.Equal(3, await triple.Locator("section").CountAsync());
        await Assertions.Expect(page.Locator(".triple .from").Filter(new() { HasTextRegex = new Regex("同为第|用词相同|写明") }).First)
            .ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_unit_s_page_shows_its_reports_and_what_became_of_its_problems()
    {
        var page = await browser.OpenAsync(scripts: false);
        await page.GotoAsync(host.Address + "/units");
        await page.GetByLabel("名称里有").FillAsync("审计");
        await page.GetByRole(AriaRole.Button, new() { Name = "看", Exact = true }).ClickAsync();
        await page.Locator(".cloud a").First.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("审计");
        Assert.NotEqual(0, await page.GetByRole(AriaRole.Region, new() { Name = "报告" }).First.Locator("tbody tr").CountAsync());
        Assert.NotEqual(0, await page.Locator(".quote, table.grid").CountAsync());
    }

    [Theory]
    [InlineData("/headings?length=many", "字数")]
    [InlineData("/problems?year=never", "年份")]
    [InlineData("/headings/sets?size=0", "几个一组")]
    [InlineData("/links?nonsense=1", "nonsense")]
    [InlineData("/patterns?q=促", "句式")]
    [InlineData("/trends?q=促", "文字")]
    public async Task A_wrong_condition_is_a_page_that_names_it(string address, string words)
    {
        using var response = await host.Client.GetAsync(address);
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains(words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/problems/none", 404)]
    [InlineData("/units/none", 404)]
    [InlineData("/links?problem=none", 404)]
    public async Task What_does_not_exist_is_not_found(string address, int status)
    {
        using var response = await host.Client.GetAsync(address);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("/similar")]
    [InlineData("/compare/list")]
    [InlineData("/overlap")]
    [InlineData("/leftovers")]
    public async Task What_is_no_form_is_refused_without_a_defect(string address)
    {
        using var json = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var response = await host.Client.PostAsync(address, json);
        Assert.InRange((int)response.StatusCode, 400, 499);
    }

    [Theory]
    [InlineData("/problems")]
    [InlineData("/headings")]
    [InlineData("/headings/sets")]
    [InlineData("/outlines")]
    [InlineData("/links")]
    public async Task Every_list_is_exported_as_word_and_excel(string address)
    {
        var page = await browser.OpenAsync(scripts: false);
        await page.GotoAsync(host.Address + address);
        foreach (var format in (string[])["Word", "Excel"])
        {
            var link = await page.Locator(".exports").GetByRole(AriaRole.Link, new() { Name = format }).GetAttributeAsync("href");
            await using var stream = await host.Client.GetStreamAsync(link);
            Assert.NotEmpty(await EntriesAsync(stream));
        }
    }

    [Fact]
    public async Task A_comparison_is_exported_with_a_column_a_unit()
    {
        var units = await UnitsAsync();
        var query = string.Join('&', units.Select(unit => "unit=" + Uri.EscapeDataString(unit)));
        var table = await host.Client.GetStringAsync($"/compare/export?{query}&format=csv");
        Assert.StartsWith(string.Join(',', ["说什么", .. units]), table.TrimStart('\ufeff'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pasted_text_is_exported_by_the_form_that_it_was_pasted_into()
    {
        using var similar = new FormUrlEncodedContent(new Dictionary<string, string> { ["text"] = "学习形式单一", ["format"] = "docx" });
        using var found = await host.Client.PostAsync("/similar/export", similar);
        Assert.NotEmpty(await EntriesAsync(await found.Content.ReadAsStreamAsync()));
        using var list = new FormUrlEncodedContent(new Dictionary<string, string> { ["text"] = "理论学习不够深入", ["format"] = "xlsx" });
        using var check = await host.Client.PostAsync("/compare/list/export", list);
        Assert.NotEmpty(await EntriesAsync(await check.Content.ReadAsStreamAsync()));
    }

    [Fact]
    public async Task No_payload_runs_on_any_tool_page()
    {
        var page = await browser.OpenAsync();
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        foreach (var payload in Payloads.Select(Uri.EscapeDataString))
        {
            foreach (var address in (string[])
                [
                    $"/problems?q={payload}", $"/headings?q={payload}&pattern={payload}", $"/headings/passages?heading={payload}",
                    $"/headings/sets?word={payload}", $"/outlines?q={payload}", $"/compare?unit={payload}&unit={payload}2",
                    $"/units?q={payload}", $"/units/{payload}", $"/links?unit={payload}", $"/patterns?q=*{payload}", $"/trends?q={payload}",
                    $"/problems?unit={payload}&source={payload}",
                ])
            {
                await page.GotoAsync(host.Address + address);
                Assert.NotEqual("run", await page.TitleAsync());
            }
        }

        foreach (var payload in Payloads)
        {
            await page.GotoAsync(host.Address + "/compare/list");
            await page.GetByLabel("问题清单").FillAsync(payload);
            await page.GetByRole(AriaRole.Button, new() { Name = "检查" }).ClickAsync();
            await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync(payload[..8]);
            Assert.NotEqual("run", await page.TitleAsync());
        }

        Assert.Empty(errors);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_draft_shows_what_of_it_stands_in_a_report_and_where(bool scripts)
    {
        var (text, _) = await PassageAsync();
        var page = await browser.OpenAsync(scripts);
        await page.GotoAsync(host.Address + "/overlap");
        await page.GetByLabel("稿子").FillAsync("今年春天院子里的石榴树开了两回花。\n" + text);
        await page.GetByRole(AriaRole.Button, new() { Name = "查", Exact = true }).ClickAsync();
        var marked = await page.Locator(".draft mark").AllInnerTextsAsync();
        Assert.NotEmpty(marked);
        Assert.All(marked, part => Assert.Contains(part.Trim(), text.ReplaceLineEndings("\n"), StringComparison.Ordinal));
        Assert.Contains("石榴树", await page.Locator(".draft").InnerTextAsync(), StringComparison.Ordinal);
        await Assertions.Expect(page.Locator(".triple .quote .from a").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_draft_that_is_nobody_else_s_is_said_to_be_so_and_keeps_standing_in_its_box()
    {
        var page = await browser.OpenAsync(scripts: false);
        await page.GotoAsync(host.Address + "/overlap");
        await page.GetByLabel("稿子").FillAsync("今年春天院子里的石榴树开了两回花。");
        await page.GetByRole(AriaRole.Button, new() { Name = "查", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("没有发现与收进来的报告相同的句子")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("稿子")).ToHaveValueAsync("今年春天院子里的石榴树开了两回花。");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_another_unit_left_in_a_draft_is_marked(bool scripts)
    {
        var page = await browser.OpenAsync(scripts);
        await page.GotoAsync(host.Address + "/leftovers");
        await page.GetByLabel("稿子").FillAsync("2024年，清河县审计局认真落实党建责任，班子成员带头讲党课。");
        await page.GetByLabel("本单位").FillAsync("云岭区民政局");
        await page.GetByLabel("写哪一年").FillAsync("2024");
        await page.GetByRole(AriaRole.Button, new() { Name = "查", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".draft mark").First).ToContainTextAsync("清河");
        await Assertions.Expect(page.Locator(".ledger > li").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_filler_of_a_pattern_leads_to_as_many_sentences_as_it_counts()
    {
        var page = await browser.OpenAsync(scripts: false);
        await page.GotoAsync(host.Address + "/patterns");
        await page.GetByRole(AriaRole.Link, new() { Name = "以*促*" }).ClickAsync();
        var filler = page.Locator(".tile .chart a").First;
        var count = Number(await filler.Locator("small").InnerTextAsync());
        var text = await filler.Locator("span").InnerTextAsync();
        await filler.ClickAsync();
        await Assertions.Expect(page.Locator(".summary strong")).ToHaveTextAsync($"{count}");
        Assert.Equal(text, await page.Locator("article.passage .text mark").First.InnerTextAsync());
    }

    [Fact]
    public async Task A_year_of_a_wording_leads_to_as_many_reports_as_it_counts()
    {
        var page = await browser.OpenAsync(scripts: false);
        await page.GotoAsync(host.Address + "/trends?q=" + Uri.EscapeDataString("主题教育"));
        var year = page.Locator(".chart a").Filter(new() { HasNotTextRegex = new Regex("里 0 份") }).First;
        var reports = Number(Regex.Match(await year.Locator("small").InnerTextAsync(), "里 [0-9]+").Value);
        await year.ClickAsync();
        await Assertions.Expect(page.Locator(".summary strong")).ToHaveTextAsync($"{reports}");
        await Assertions.Expect(page.Locator("article.passage mark").First).ToHaveTextAsync("主题教育");
    }

    [Theory]
    [InlineData("/overlap/export")]
    [InlineData("/leftovers/export")]
    public async Task A_checked_draft_is_exported(string address)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["text"] = (await PassageAsync()).Text,
            ["unit"] = "云岭区民政局",
            ["year"] = "2024",
            ["format"] = "docx",
        });
        using var answer = await host.Client.PostAsync(address, form);
        Assert.NotEmpty(await EntriesAsync(await answer.Content.ReadAsStreamAsync()));
    }

    private async Task<(string Text, string Title)> PassageAsync()
    {
        var hit = JsonNode.Parse(await host.Client.GetStringAsync("/api/v1/search?q=" + Uri.EscapeDataString("学习形式单一")))!["hits"]![0]!;
        return ((string)hit["text"]!, (string)hit["title"]!);
    }

    private async Task<string[]> UnitsAsync()
    {
        var hits = JsonNode.Parse(await host.Client.GetStringAsync("/api/v1/facets/unit?hitsPerPage=2"))!["hits"]!.AsArray();
        return [.. hits.Select(hit => (string)hit!["value"]!)];
    }

    private static async Task<IReadOnlyList<string>> EntriesAsync(Stream stream)
    {
        using var whole = new MemoryStream();
        await stream.CopyToAsync(whole);
        using var zip = new ZipArchive(whole);
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    private static int Number(string text) => int.Parse(FirstNumber().Match(text).Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\d+", RegexOptions.NonBacktracking)]
    private static partial Regex FirstNumber();
}
