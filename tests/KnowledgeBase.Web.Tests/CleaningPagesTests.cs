using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace KnowledgeBase.Web.Tests;

/// <summary>Settling on the pages what cleaning doubted, cut wrongly or left, with scripts and without.</summary>
[Collection(nameof(Changing))]
public sealed class CleaningPagesTests(HostProcess host, Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_doubted_is_grey_with_its_evidence_and_one_click_settles_it(bool scripts)
    {
        var report = await DoubtfulReport.HandInAsync(host.Client, scripts ? "长桥县水务局" : "石岭县水务局");
        var page = await browser.OpenAsync(scripts, 1440);
        await page.GotoAsync($"{host.Address}/reports/{report}");
        await Assertions.Expect(page.Locator(".body .suspected")).ToHaveTextAsync(DoubtfulReport.Doubted);
        await Assertions.Expect(page.Locator(".doubts")).ToContainTextAsync("像是写明转自哪个网站的话");
        await page.GetByRole(AriaRole.Button, new() { Name = "不是报告的，去掉" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("已按您的意思");
        await Assertions.Expect(page.Locator("article.body")).Not.ToContainTextAsync(DoubtfulReport.Doubted);

        await page.GetByText("原始文件与清理记录").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"撤回「{DoubtfulReport.Doubted}」" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "是报告的，保留" }).ClickAsync();
        await Assertions.Expect(page.Locator(".clean")).ToContainTextAsync(DoubtfulReport.Doubted);
        await Assertions.Expect(page.Locator(".doubts")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_wrong_cut_comes_back_and_a_selection_goes()
    {
        var report = await DoubtfulReport.HandInAsync(host.Client, "云台县水务局");
        var page = await browser.OpenAsync(width: 1440);
        await page.GotoAsync($"{host.Address}/reports/{report}/original");
        await Assertions.Expect(page.Locator(".clean")).Not.ToContainTextAsync("老秘网");
        await page.GetByRole(AriaRole.Button, new() { Name = "「老秘网」删错了" }).ClickAsync();
        await Assertions.Expect(page.Locator(".clean")).ToContainTextAsync("管护老秘网力量不足");
        await page.WaitForLoadStateAsync();

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
        await page.WaitForLoadStateAsync();

        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(page.Locator("[data-steps] .current")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Words_that_are_not_in_the_report_are_refused_in_words()
    {
        var report = await DoubtfulReport.HandInAsync(host.Client, "平川县水务局");
        var page = await browser.OpenAsync(scripts: false);
        await page.GotoAsync($"{host.Address}/reports/{report}/original");
        await page.Locator("[data-selection]").FillAsync("<script>alert(1)</script>");
        await page.Locator(".left-over").GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("没有改");
    }

    [Fact]
    public async Task A_mark_is_added_shown_with_its_files_and_taken_back()
    {
        var report = await DoubtfulReport.HandInAsync(host.Client, "沙湾县水务局");
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
        var report = await DoubtfulReport.HandInAsync(host.Client, "青石县水务局");
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
        var report = await DoubtfulReport.HandInAsync(host.Client, "白杨县水务局");
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
}
