using Microsoft.Playwright;

namespace KnowledgeBase.Web.Tests;

/// <summary>The same evening on a phone of 360 px.</summary>
public sealed class PhoneTests(HostProcess host, Browser browser)
{
    [Fact]
    public async Task The_query_box_is_wide_and_the_first_hit_stands_on_the_first_screen()
    {
        var page = await browser.OpenAsync(width: 360, height: 740);
        await page.GotoAsync(host.Address + "/?q=" + Uri.EscapeDataString("学习形式单一"));
        Assert.True((await page.Locator("input[name=q]").BoundingBoxAsync())!.Width >= 200);
        Assert.True((await page.Locator(".passage").First.BoundingBoxAsync())!.Y < 400);
    }

    [Fact]
    public async Task Filters_are_one_tap_away_and_come_after_the_hits()
    {
        var page = await browser.OpenAsync(width: 360, height: 740);
        await page.GotoAsync(host.Address + "/?q=" + Uri.EscapeDataString("工作"));
        await page.GetByRole(AriaRole.Link, new() { Name = "筛选" }).ClickAsync();
        var box = page.Locator("input[name=section][value=存在问题]");
        await Assertions.Expect(box).ToBeInViewportAsync();
        await box.CheckAsync();
        await page.UntilAddressAsync(url => url.Contains("section="));
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "筛选 (1)" })).ToBeAttachedAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?q=学习")]
    [InlineData("/files")]
    [InlineData("/help")]
    [InlineData("/basket")]
    [InlineData("/tools")]
    [InlineData("/headings")]
    [InlineData("/headings/sets")]
    [InlineData("/outlines")]
    [InlineData("/problems")]
    [InlineData("/links")]
    [InlineData("/similar")]
    [InlineData("/compare")]
    [InlineData("/compare/list")]
    [InlineData("/units")]
    [InlineData("/overlap")]
    [InlineData("/leftovers")]
    [InlineData("/patterns?q=以*促*")]
    [InlineData("/trends?q=主题教育")]
    public async Task No_page_is_wider_than_the_screen_and_every_target_can_be_hit(string address)
    {
        var page = await browser.OpenAsync(width: 360, height: 740);
        await page.GotoAsync(host.Address + address);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        var small = await page.Locator("main button:visible, main input:visible, main select:visible, main summary:visible, nav a:visible")
            .EvaluateAllAsync<string[]>(
            "parts => parts.filter(part => (part.closest('label') ?? part).getBoundingClientRect().height "
                + "< 24).map(part => part.outerHTML)");
        Assert.Empty(small);
    }
}
