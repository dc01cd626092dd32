using Microsoft.Playwright;

namespace KnowledgeBase.Web.Tests;

/// <summary>Taking passages along.</summary>
public sealed class CopyAndBasketTests(HostProcess host, Browser browser)
{
    private static string Search => "/?q=" + Uri.EscapeDataString("学习形式单一") + "&section=problems";

    [Fact]
    public async Task A_passage_is_copied_without_its_number_and_else_to_the_character()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address + Search);
        var passage = page.Locator(".passage").First;
        var text = await passage.Locator(".text").InnerTextAsync();
        await passage.GetByRole(AriaRole.Button, new() { Name = "复制", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "已复制" })).ToBeVisibleAsync();
        var copied = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.EndsWith(copied, text, StringComparison.Ordinal);
        Assert.DoesNotMatch("^（[一二三四五六七八九十]+）", copied);
    }

    [Fact]
    public async Task A_passage_is_copied_with_its_source()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address + Search);
        await page.Locator(".passage").First.GetByRole(AriaRole.Button, new() { Name = "复制带出处" }).ClickAsync();
        await Assertions.Expect(page.GetByText("已复制，附出处")).ToBeVisibleAsync();
        Assert.Matches("^「.+」——.*清河县审计局.*述职报告$", await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task On_plain_http_in_a_network_copying_works_too()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address.Replace("127.0.0.1", HostProcess.LanName, StringComparison.Ordinal) + Search);
        Assert.False(await page.EvaluateAsync<bool>("window.isSecureContext"));
        await page.Locator(".passage").First.GetByRole(AriaRole.Button, new() { Name = "复制", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("已复制")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_basket_survives_a_reload_is_reordered_noted_and_exported()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address + Search);
        for (var i = 0; i < 3; i++)
            await page.Locator(".passage").Nth(i).GetByRole(AriaRole.Button, new() { Name = "放进素材篮" }).ClickAsync();
        await page.GotoAsync(host.Address + "/basket");
        var items = page.Locator(".basket > li");
        await Assertions.Expect(items).ToHaveCountAsync(3);
        var last = await items.Nth(2).Locator("[data-text]").InnerTextAsync();
        await items.Nth(2).GetByRole(AriaRole.Button, new() { Name = "上移" }).ClickAsync();
        await items.Nth(1).GetByRole(AriaRole.Textbox).FillAsync("用在第二部分");
        await page.ReloadAsync();
        Assert.Equal(last, await items.Nth(1).Locator("[data-text]").InnerTextAsync());
        Assert.Equal("用在第二部分", await items.Nth(1).GetByRole(AriaRole.Textbox).InputValueAsync());

        var saved = await page.RunAndWaitForDownloadAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "存为 Markdown" }).ClickAsync());
        var markdown = await File.ReadAllTextAsync((await saved.PathAsync())!);
        Assert.Contains(last, markdown, StringComparison.Ordinal);
        Assert.Contains("用在第二部分", markdown, StringComparison.Ordinal);
        var word = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "导出 Word" }).ClickAsync());
        using var package = System.IO.Compression.ZipFile.OpenRead((await word.PathAsync())!);
        using var document = new StreamReader(package.GetEntry("word/document.xml")!.Open());
        var written = await document.ReadToEndAsync();
        Assert.Contains(last, written, StringComparison.Ordinal);
        Assert.Contains("用在第二部分", written, StringComparison.Ordinal);
        await items.Nth(0).GetByRole(AriaRole.Button, new() { Name = "移出" }).ClickAsync();
        await Assertions.Expect(items).ToHaveCountAsync(2);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    public async Task A_basket_that_is_none_is_refused(string items)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["items"] = items });
        using var response = await host.Client.PostAsync("/basket/word", form);
        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_basket_s_payload_runs_nowhere()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address + "/basket");
        await page.EvaluateAsync("""
            localStorage.setItem('kb:basket', JSON.stringify([{ id: '1', heading: '<img src=x onerror="window.bad=1">', text: '<script>window.bad=1</script>',
              source: '"><svg onload="window.bad=1">', url: 'javascript:window.bad=1', note: '</textarea><script>window.bad=1</script>' }]))
            """);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".basket > li")).ToHaveCountAsync(1);
        Assert.Null(await page.Locator("[data-source]").GetAttributeAsync("href"));
        Assert.Null(await page.EvaluateAsync<int?>("window.bad ?? null"));
    }
}
