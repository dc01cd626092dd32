using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace KnowledgeBase.Web.Tests;

/// <summary>Settling on the pages what cleaning doubted, cut wrongly or left, with scripts and without.</summary>
public sealed class CleaningPagesTests(HostProcess host, Browser browser)
{
    private const string Doubted = "（来源：清风文苑）";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_doubted_is_grey_with_its_evidence_and_one_click_settles_it(bool scripts)
    {
        var report = await HandInAsync(scripts ? "长桥县水务局" : "石岭县水务局");
        var page = await browser.OpenAsync(scripts, 1440);
        await page.GotoAsync($"{host.Address}/reports/{report}");
        await Assertions.Expect(page.Locator(".body .suspected")).ToHaveTextAsync(Doubted);
        await Assertions.Expect(page.Locator(".doubts")).ToContainTextAsync("像是写明转自哪个网站的话");
        await page.GetByRole(AriaRole.Button, new() { Name = "不是报告的，去掉" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("已按您的意思");
        await Assertions.Expect(page.Locator("article.body")).Not.ToContainTextAsync(Doubted);

        await page.GetByText("原始文件与清理记录").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"撤回「{Doubted}」" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "是报告的，保留" }).ClickAsync();
        await Assertions.Expect(page.Locator(".clean")).ToContainTextAsync(Doubted);
        await Assertions.Expect(page.Locator(".doubts")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_wrong_cut_comes_back_and_a_selection_goes()
    {
        var report = await HandInAsync("云台县水务局");
        var page = await browser.OpenAsync(width: 1440);
        await page.GotoAsync($"{host.Address}/reports/{report}/original");
        await Assertions.Expect(page.Locator(".clean")).Not.ToContainTextAsync("老秘网");
        await page.GetByRole(AriaRole.Button, new() { Name = "「老秘网」删错了" }).ClickAsync();
        await Assertions.Expect(page.Locator(".clean")).ToContainTextAsync("管护老秘网力量不足");

        await page.EvaluateAsync("""
            () => {
              const text = document.querySelector('.clean').firstChild;
              const at = text.data.indexOf('窗台小筑');
              getSelection().setBaseAndExtent(text, at, text, at + 4);
            }
            """);
        await Assertions.Expect(page.Locator("[data-selection]")).ToHaveValueAsync("窗台小筑");
        await page.Locator(".left-over").GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.Locator(".clean")).ToContainTextAsync("制度，发现隐患");

        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(page.Locator("[data-steps] .current")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Words_that_are_not_in_the_report_are_refused_in_words()
    {
        var report = await HandInAsync("平川县水务局");
        var page = await browser.OpenAsync(scripts: false);
        await page.GotoAsync($"{host.Address}/reports/{report}/original");
        await page.Locator("[data-selection]").FillAsync("<script>alert(1)</script>");
        await page.Locator(".left-over").GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("没有改");
    }

    [Fact]
    public async Task A_mark_is_added_shown_with_its_files_and_taken_back()
    {
        var report = await HandInAsync("沙湾县水务局");
        var page = await browser.OpenAsync();
        await page.GotoAsync($"{host.Address}/marks");
        await page.GetByLabel("添一个标记").FillAsync("沙湾小筑");
        await page.GetByRole(AriaRole.Button, new() { Name = "添上" }).ClickAsync();
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "沙湾小筑" });
        await Assertions.Expect(row).ToContainTextAsync("您写的");
        await row.GetByRole(AriaRole.Button, new() { Name = "撤回" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "沙湾小筑" })).ToHaveCountAsync(0);
        Assert.NotEmpty(report);
    }

    [Fact]
    public async Task The_type_of_a_section_is_corrected_where_it_stands()
    {
        var report = await HandInAsync("青石县水务局");
        var page = await browser.OpenAsync(scripts: false);
        await page.GotoAsync($"{host.Address}/reports/{report}");
        var band = page.Locator(".band").Filter(new() { HasText = "基层水管站" });
        await band.Locator("summary").ClickAsync();
        await band.Locator("select").SelectOptionAsync("原因分析");
        await band.GetByRole(AriaRole.Button, new() { Name = "保存类型" }).ClickAsync();
        await Assertions.Expect(page.Locator(".band").Filter(new() { HasText = "基层水管站" }).Locator("summary")).ToHaveTextAsync("原因分析");
        var found = JsonNode.Parse(await host.Client.GetStringAsync(
            "/api/v1/search?section=causes&reportId=" + report + "&q=" + Uri.EscapeDataString("基层水管站")))!;
        Assert.Equal(1, (int)found["totalHits"]!);
    }

    [Theory]
    [InlineData("/clean", "undo=%E4%B8%80", "https://elsewhere.example", 403)]
    [InlineData("/clean", "wrong=99999999999-1", null, 302)]
    [InlineData("/clean", "wrong=-1", null, 302)]
    public async Task A_form_that_is_foreign_or_stale_changes_nothing(string form, string body, string? origin, int status)
    {
        var report = await HandInAsync("白杨县水务局");
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/reports/{report}{form}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var response = await client.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
    }

    /// <summary>Hands in a report of a unit that no other test has, and waits until it can be read.</summary>
    private async Task<string> HandInAsync(string unit)
    {
        var text = $"""
            {unit}2023年度工作总结
            一、主要工作
            {Doubted}（一）整治河道。{unit}全年完成整治河道十二条，修复堤防四十公里。
            （二）巡查库坝。落实每周巡查制度，窗台小筑发现隐患三十处，均已销号。
            二、存在问题
            （一）管护老秘网力量不足。基层水管站人员老化，专业人员偏少。
            """;
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", unit + ".txt" } };
        using var accepted = await host.Client.PostAsync("/api/v1/reports", form);
        accepted.EnsureSuccessStatusCode();
        for (var tries = 0; tries < 600; tries++)
        {
            var found = JsonNode.Parse(await host.Client.GetStringAsync(
                "/api/v1/search?matchingStrategy=all&fold=none&q=" + Uri.EscapeDataString(unit)))!;
            if (found["hits"]!.AsArray()
                .FirstOrDefault(hit => ((string)hit!["title"]!).StartsWith(unit, StringComparison.Ordinal)) is { } hit)
                return (string)hit["reportId"]!;
            await Task.Delay(100);
        }

        throw new TimeoutException($"{unit} was not read");
    }
}
