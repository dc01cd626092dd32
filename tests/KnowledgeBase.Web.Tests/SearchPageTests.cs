using Microsoft.Playwright;

namespace KnowledgeBase.Web.Tests;

/// <summary>What a writer does, in a real browser over the sample corpus.</summary>
public sealed class SearchPageTests(HostProcess host, Browser browser) : IClassFixture<HostProcess>, IClassFixture<Browser>
{
    [Fact]
    public async Task A_writer_types_ticks_and_opens_the_report_at_the_passage()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address);
        await page.Locator("input[name=q]").FillAsync("学习形式单一");
        await page.GetByRole(AriaRole.Button, new() { Name = "检索", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("q="));
        await page.Locator("input[name=section][value=存在问题]").CheckAsync();
        await page.WaitForURLAsync(url => url.Contains("section="));
        await page.Locator("input[name=unitType][value=审计]").CheckAsync();
        await page.WaitForURLAsync(url => url.Contains("unitType="));

        var passages = page.Locator(".passage");
        Assert.True(await passages.CountAsync() >= 2);
        Assert.Equal(["存在问题"], (await page.Locator(".passage .facts .section").AllInnerTextsAsync()).Distinct());
        Assert.All(await page.Locator(".passage .facts").AllInnerTextsAsync(), facts => Assert.Contains("审计", facts, StringComparison.Ordinal));
        Assert.Contains("学习形式", await passages.First.Locator("mark").First.InnerTextAsync(), StringComparison.Ordinal);

        var text = await passages.First.Locator(".text").InnerTextAsync();
        await passages.First.GetByText("打开全文").ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/reports/"));
        var target = page.Locator(".item:target");
        Assert.Equal(text, await target.InnerTextAsync());
        await Assertions.Expect(target).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Without_scripts_the_same_search_goes_through()
    {
        var page = await browser.OpenAsync(scripts: false);
        await page.GotoAsync(host.Address);
        await page.Locator("input[name=q]").FillAsync("学习形式单一");
        await page.Locator("input[name=section][value=存在问题]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "筛选" }).ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("section="));
        Assert.True(await page.Locator(".passage").CountAsync() > 0);
        await page.Locator(".selected a").First.ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("section="));
    }

    [Fact]
    public async Task The_address_is_the_state_and_paging_keeps_it()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address + "/?q=" + Uri.EscapeDataString("工作") + "&section=" + Uri.EscapeDataString("存在问题") + "&hitsPerPage=5");
        var first = await page.Locator(".passage").First.GetAttributeAsync("id");
        await page.GetByRole(AriaRole.Link, new() { Name = "下一页" }).ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("page=2"));
        Assert.Contains("section=", page.Url, StringComparison.Ordinal);
        Assert.NotEqual(first, await page.Locator(".passage").First.GetAttributeAsync("id"));
        await page.GetByRole(AriaRole.Link, new() { Name = "上一页" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("page=2"));
        Assert.Equal(first, await page.Locator(".passage").First.GetAttributeAsync("id"));
    }

    [Fact]
    public async Task A_passage_is_copied_exactly_as_it_stands()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address + "/?q=" + Uri.EscapeDataString("学习形式"));
        var passage = page.Locator(".passage").First;
        await passage.GetByRole(AriaRole.Button, new() { Name = "复制" }).ClickAsync();
        await Assertions.Expect(passage.GetByText("已复制")).ToBeVisibleAsync();
        Assert.Equal(await passage.Locator(".text").TextContentAsync(), await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task An_empty_page_says_what_to_loosen()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address + "/?q=" + Uri.EscapeDataString("\"学习形式\"") + "&year=1999");
        await Assertions.Expect(page.GetByText("没有找到")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "不限年份" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("year="));
        Assert.True(await page.Locator(".passage").CountAsync() > 0);
    }

    [Fact]
    public async Task A_report_shows_what_was_removed_from_its_original()
    {
        var page = await browser.OpenAsync();
        var answer = await host.Client.GetStringAsync("/api/v1/reports?hitsPerPage=100");
        var removed = 0;
        foreach (var report in System.Text.Json.Nodes.JsonNode.Parse(answer)!["hits"]!.AsArray())
        {
            await page.GotoAsync($"{host.Address}/reports/{report!["id"]}/original");
            removed += await page.Locator("del").CountAsync();
        }

        Assert.True(removed > 20);
        await Assertions.Expect(page.GetByText("回到报告")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Every_page_loads_nothing_from_outside_and_reports_no_error()
    {
        var page = await browser.OpenAsync();
        var foreign = new List<string>();
        var errors = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(host.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                foreign.Add(request.Url);
        };
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                errors.Add(message.Text);
        };
        page.PageError += (_, error) => errors.Add(error);
        foreach (var address in new[] { "/", "/?q=" + Uri.EscapeDataString("学习"), "/files", "/help" })
            await page.GotoAsync(host.Address + address);
        Assert.Empty(foreign);
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("/?year=never", 400, "year")]
    [InlineData("/reports/none", 404, "没有这个报告")]
    [InlineData("/passages/none", 404, "没有这个段落")]
    [InlineData("/no-such-page", 404, "没有这个页面")]
    public async Task What_is_wrong_is_a_page_that_says_so(string address, int status, string words)
    {
        using var response = await host.Client.GetAsync(address);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_in_a_query_is_shown_as_text()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address + "/?q=" + Uri.EscapeDataString("\"><script>window.bad = true</script>"));
        Assert.Null(await page.EvaluateAsync<bool?>("window.bad ?? null"));
        Assert.Equal("\"><script>window.bad = true</script>", await page.Locator("input[name=q]").InputValueAsync());
    }
}
