using Microsoft.Playwright;

namespace KnowledgeBase.Web.Tests;

/// <summary>What holds on every page.</summary>
public sealed class EveryPageTests(HostProcess host, Browser browser)
{
    private static string? Axe => Environment.GetEnvironmentVariable("KB_AXE") is { } file && File.Exists(file) ? file : null;

    [Fact]
    public async Task Nothing_is_loaded_from_outside_and_no_error_is_reported()
    {
        var page = await browser.OpenAsync();
        var foreign = new List<string>();
        var errors = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(host.Address, StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                foreign.Add(request.Url);
        };
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                errors.Add(message.Text);
        };
        page.PageError += (_, error) => errors.Add(error);
        foreach (var address in await AddressesAsync())
            await page.GotoAsync(host.Address + address);
        Assert.Empty(foreign);
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData(360, false)]
    [InlineData(1440, false)]
    [InlineData(360, true)]
    [InlineData(1440, true)]
    public async Task No_page_has_a_serious_or_moderate_barrier(int width, bool dark)
    {
        Assert.SkipWhen(Axe is null, "KB_AXE names no axe.min.js (npm pack axe-core)");
        var page = await browser.OpenAsync(width: width, dark: dark);
        var barriers = new List<string>();
        foreach (var address in await AddressesAsync())
        {
            await page.GotoAsync(host.Address + address);
            await page.EvaluateAsync(await File.ReadAllTextAsync(Axe!));
            var found = await page.EvaluateAsync<string[]>("""
                async () => (await axe.run()).violations.filter(one => one.impact !== 'minor').flatMap(one => one.nodes.map(node => `${one.id}: ${node.html}`))
                """);
            barriers.AddRange(found.Select(barrier => $"{address} {barrier}"));
        }

        Assert.Empty(barriers);
    }

    [Fact]
    public async Task Every_page_has_a_title_and_one_main_heading()
    {
        var page = await browser.OpenAsync();
        foreach (var address in await AddressesAsync())
        {
            await page.GotoAsync(host.Address + address);
            Assert.NotEmpty(await page.TitleAsync());
            Assert.True(await page.Locator("h1").CountAsync() == 1, address);
        }
    }

    [Fact]
    public async Task No_words_of_a_page_are_written_in_character_references()
    {
        var page = await browser.OpenAsync();
        foreach (var address in await AddressesAsync())
        {
            await page.GotoAsync(host.Address + address);
            var wrong = await page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('[placeholder], [title], [aria-label]')]
                    .flatMap(one => ['placeholder', 'title', 'aria-label'].map(name => one.getAttribute(name) ?? ''))
                    .concat(document.body.innerText)
                    .filter(text => /&(#\w+|[a-z]+);/.test(text))
                """);
            Assert.True(wrong.Length == 0, $"{address}: {string.Join(' ', wrong)}");
        }
    }

    [Theory]
    [InlineData("/?year=never", 400, "年份")]
    [InlineData("/reports/none", 404, "没有这个报告")]
    [InlineData("/passages/none", 404, "没有这个段落")]
    [InlineData("/no-such-page", 404, "没有这个页面")]
    public async Task What_is_wrong_is_a_page_that_says_so(string address, int status, string words)
    {
        using var response = await host.Client.GetAsync(address);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Printing_keeps_the_passages_with_source_and_marks_and_drops_the_furniture()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address + "/?q=" + Uri.EscapeDataString("学习形式单一"));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.Locator("nav.site")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".filters")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".print-source").First).ToBeVisibleAsync();
        Assert.Contains(
            "underline",
            await page.Locator(".passage mark").First.EvaluateAsync<string>("mark => getComputedStyle(mark).textDecorationLine"),
                StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<string>> AddressesAsync() => [.. (await PageList.AllAsync(host)).Select(page => page.Address)];
}
