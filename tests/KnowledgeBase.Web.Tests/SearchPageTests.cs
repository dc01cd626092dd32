using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace KnowledgeBase.Web.Tests;

/// <summary>What a writer does on the search page, in a real browser over the sample corpus.</summary>
public sealed class SearchPageTests(HostProcess host, Browser browser)
{
    [Fact]
    public async Task A_writer_types_ticks_and_opens_the_report_at_the_passage()
    {
        var page = await browser.OpenAsync(width: 1100);
        await page.GotoAsync(host.Address);
        await page.Locator("input[name=q]").FillAsync("学习形式单一");
        await page.GetByRole(AriaRole.Button, new() { Name = "检索", Exact = true }).ClickAsync();
        await page.UntilAddressAsync(url => url.Contains("q="));
        await page.Locator("input[name=section][value=存在问题]").CheckAsync();
        await page.UntilAddressAsync(url => url.Contains("section="));
        await page.Locator("input[name=unitType][value=审计]").CheckAsync();
        await page.UntilAddressAsync(url => url.Contains("unitType="));

        var passages = page.Locator(".passage");
        Assert.True(await passages.CountAsync() >= 2);
        Assert.Equal(["存在问题"], (await page.Locator(".passage .facts .section").AllInnerTextsAsync()).Distinct());
        Assert.All(await page.Locator(".passage .facts")
            .AllInnerTextsAsync(), facts => Assert.Contains("审计", facts, StringComparison.Ordinal));
        Assert.Contains("学习形式", await passages.First.Locator("mark").First.InnerTextAsync(), StringComparison.Ordinal);

        var text = await passages.First.Locator(".text").InnerTextAsync();
        await passages.First.GetByText("看全文").ClickAsync();
        await page.UntilAddressAsync(url => url.Contains("/reports/"));
        var target = page.Locator(".item:target > p");
        Assert.Equal(text, await target.InnerTextAsync());
        await Assertions.Expect(target).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator(".body mark").First).ToBeAttachedAsync();

        await page.GetByText("回到检索结果").ClickAsync();
        await page.UntilAddressAsync(url => url.Contains("unitType=") && url.Contains("section="));
    }

    [Fact]
    public async Task Results_come_while_typing_and_the_address_follows()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address);
        await page.Locator("input[name=q]").PressSequentiallyAsync("学习形式");
        await Assertions.Expect(page.Locator(".passage").First).ToBeVisibleAsync();
        await page.UntilAddressAsync(url => url.Contains(Uri.EscapeDataString("学习形式"), StringComparison.OrdinalIgnoreCase));
        await Assertions.Expect(page.Locator("input[name=q]")).ToBeFocusedAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator(".home")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("input[name=q]")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Nothing_is_asked_for_while_an_input_method_composes()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address);
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        var input = page.Locator("input[name=q]");
        await input.FocusAsync();
        await input.DispatchEventAsync("compositionstart");
        await input.EvaluateAsync(
            "box => { box.value = 'xue xi'; box.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true })); }");
        await input.EvaluateAsync(
            "box => { box.value = '学习'; box.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true })); }");
        await page.UntilAddressAsync(url => url.Contains("q="));
        Assert.DoesNotContain(asked, url => url.Contains("xue", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ticking_a_box_keeps_focus_and_back_unticks_it()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address + "/?q=" + Uri.EscapeDataString("工作"));
        var box = page.Locator("input[name=section][value=存在问题]");
        await box.CheckAsync();
        await page.UntilAddressAsync(url => url.Contains("section="));
        await Assertions.Expect(page.Locator(".chips.on")).ToContainTextAsync("章节：存在问题");
        await Assertions.Expect(box).ToBeFocusedAsync();
        await page.GoBackAsync();
        await page.UntilAddressAsync(url => !url.Contains("section="));
        await Assertions.Expect(box).Not.ToBeCheckedAsync();
        await Assertions.Expect(page.Locator(".chips.on")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Back_from_a_report_shows_the_boxes_that_are_in_force()
    {
        var page = await browser.OpenAsync(width: 1100);
        await page.GotoAsync(host.Address + "/?q=" + Uri.EscapeDataString("工作"));
        await page.Locator("input[name=section][value=存在问题]").CheckAsync();
        await page.UntilAddressAsync(url => url.Contains("section="));
        await page.Locator(".passage").First.GetByText("看全文").ClickAsync();
        await page.UntilAddressAsync(url => url.Contains("/reports/"));
        await page.GoBackAsync();
        await page.UntilAddressAsync(url => url.Contains("section="));
        await Assertions.Expect(page.Locator("input[name=section][value=存在问题]")).ToBeCheckedAsync();
        await page.GoBackAsync();
        await page.UntilAddressAsync(url => !url.Contains("section="));
        await Assertions.Expect(page.Locator("input[name=section][value=存在问题]")).Not.ToBeCheckedAsync();
    }

    [Fact]
    public async Task Without_scripts_the_same_search_goes_through()
    {
        var page = await browser.OpenAsync(scripts: false);
        await page.GotoAsync(host.Address);
        await page.Locator("input[name=q]").FillAsync("学习形式单一");
        await page.GetByRole(AriaRole.Button, new() { Name = "检索", Exact = true }).ClickAsync();
        await page.UntilAddressAsync(url => url.Contains("q="));
        await page.Locator("input[name=section][value=存在问题]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "筛选" }).ClickAsync();
        await page.UntilAddressAsync(url => url.Contains("section="));
        Assert.True(await page.Locator(".passage").CountAsync() > 0);
        await page.Locator(".chips.on a").First.ClickAsync();
        await page.UntilAddressAsync(url => !url.Contains("section="));
    }

    [Fact]
    public async Task The_address_is_the_state_and_paging_keeps_it()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(
            host.Address + "/?q=" + Uri.EscapeDataString("工作") + "&section=" + Uri.EscapeDataString("存在问题") + "&hitsPerPage=5");
        var first = await page.Locator(".passage").First.GetAttributeAsync("id");
        await page.GetByRole(AriaRole.Link, new() { Name = "下一页" }).ClickAsync();
        await page.UntilAddressAsync(url => url.Contains("page=2"));
        Assert.Contains("section=", page.Url, StringComparison.Ordinal);
        Assert.NotEqual(first, await page.Locator(".passage").First.GetAttributeAsync("id"));
        await page.GetByRole(AriaRole.Link, new() { Name = "上一页" }).ClickAsync();
        await page.UntilAddressAsync(url => !url.Contains("page=2"));
        Assert.Equal(first, await page.Locator(".passage").First.GetAttributeAsync("id"));
    }

    [Theory]
    [InlineData("section=problems", "input[name=section][value=存在问题]", "章节：存在问题")]
    [InlineData("year=2021..2023", "input[name=year][value='2022']", "年份：2021—2023 年")]
    [InlineData("unitType=政府", "input[name=unitType][value=审计]", "类型：政府")]
    public async Task An_address_in_the_api_s_words_ticks_the_right_boxes(string condition, string box, string chip)
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync($"{host.Address}/?q={Uri.EscapeDataString("工作")}&{condition}");
        await Assertions.Expect(page.Locator(box)).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator(".chips.on")).ToContainTextAsync(chip);
        Assert.DoesNotContain(await page.Locator(".facet li:has(input:checked) small").AllInnerTextsAsync(), count => count == "0");
    }

    [Fact]
    public async Task An_empty_page_says_what_to_loosen()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address + "/?q=" + Uri.EscapeDataString("\"学习形式\"") + "&year=1999");
        await Assertions.Expect(page.GetByText("没有找到")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "不限年份" }).ClickAsync();
        await page.UntilAddressAsync(url => !url.Contains("year="));
        await Assertions.Expect(page.Locator(".passage").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_page_beyond_the_last_leads_to_the_last()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address + "/?q=" + Uri.EscapeDataString("工作") + "&page=9999");
        await Assertions.Expect(page.Locator(".pager")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "看最后一页" }).ClickAsync();
        await Assertions.Expect(page.Locator(".passage").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_entrance_shows_what_is_held_and_its_examples_find_something()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address);
        Assert.DoesNotContain("&", await page.Locator("input[name=q]").GetAttributeAsync("placeholder"), StringComparison.Ordinal);
        await Assertions.Expect(page.Locator(".home")).ToContainTextAsync("份报告");
        var examples = await page.Locator("[data-examples] a").EvaluateAllAsync<string[]>("links => links.map(link => link.href)");
        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            await page.GotoAsync(example);
            Assert.True(await page.Locator(".passage").CountAsync() > 0, example);
        }
    }

    [Fact]
    public async Task Last_searches_stand_on_the_entrance_until_they_are_cleared()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address + "/?q=" + Uri.EscapeDataString("调研"));
        await page.GotoAsync(host.Address);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "调研", Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "清除" }).ClickAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByText("上次查的")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task On_a_wide_screen_a_hit_opens_beside_the_list()
    {
        var page = await browser.OpenAsync(width: 1600);
        await page.GotoAsync(host.Address + "/?q=" + Uri.EscapeDataString("学习形式"));
        var passage = page.Locator(".results .passage").First;
        var id = await passage.GetAttributeAsync("data-passage");
        await passage.GetByText("看全文").ClickAsync();
        await Assertions.Expect(page.Locator($".pane [id='{id}']")).ToBeInViewportAsync();
        await Assertions.Expect(passage).ToBeVisibleAsync();
        await page.Locator(".pane [data-match=next]").ClickAsync();
        await Assertions.Expect(page.Locator(".pane mark.current")).ToBeInViewportAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "关上" }).ClickAsync();
        await Assertions.Expect(page.Locator(".pane")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_keys_move_open_and_collect_but_not_while_typing()
    {
        var page = await browser.OpenAsync(width: 1100);
        await page.GotoAsync(host.Address + "/?q=" + Uri.EscapeDataString("学习"));
        await page.Locator("body").PressAsync("j");
        await Assertions.Expect(page.Locator(".passage[aria-current]")).ToHaveCountAsync(1);
        var first = await page.Locator(".passage[aria-current]").GetAttributeAsync("id");
        await page.Keyboard.PressAsync("j");
        Assert.NotEqual(first, await page.Locator(".passage[aria-current]").GetAttributeAsync("id"));
        await page.Keyboard.PressAsync("k");
        Assert.Equal(first, await page.Locator(".passage[aria-current]").GetAttributeAsync("id"));
        await page.Keyboard.PressAsync("x");
        await Assertions.Expect(page.Locator("[data-basket-count]")).ToHaveTextAsync(" 1");
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("dialog#keys")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.Locator("input[name=q]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("jx");
        await Assertions.Expect(page.Locator("input[name=q]")).ToHaveValueAsync("jx");
        await Assertions.Expect(page.Locator("[data-basket-count]")).ToHaveTextAsync(" 1");
    }

    [Fact]
    public async Task The_first_hit_is_at_most_six_tabs_from_the_top()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address + "/?q=" + Uri.EscapeDataString("学习"));
        for (var tabs = 1; tabs <= 6; tabs++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("document.activeElement.closest('.passage') !== null"))
                return;
        }

        Assert.Fail("six tabs do not reach a passage");
    }

    [Fact]
    public async Task The_skip_link_keeps_the_search()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address + "/?q=" + Uri.EscapeDataString("学习"));
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Matches(@"\?q=.*#main$", page.Url);
        await Assertions.Expect(page.Locator("#main")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Without_the_server_the_page_says_so_and_throws_nothing()
    {
        var page = await browser.OpenAsync();
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(host.Address + "/?q=" + Uri.EscapeDataString("学习"));
        await page.RouteAsync("**/*", route => route.AbortAsync());
        await page.Locator("input[name=q]").FillAsync("调研");
        await Assertions.Expect(page.GetByText("服务没有回应")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".passage").First).ToBeVisibleAsync();
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_suggestion_is_chosen_by_the_arrow_keys()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address);
        await page.Locator("input[name=q]").PressSequentiallyAsync("学习");
        await Assertions.Expect(page.Locator("[role=option]").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        var chosen = await page.Locator("[role=option][aria-selected=true]").GetAttributeAsync("data-text");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("input[name=q]")).ToHaveValueAsync(chosen!);
        await page.UntilAddressAsync(
            url => url.Contains(Uri.EscapeDataString(chosen!), StringComparison.OrdinalIgnoreCase) || Regex.IsMatch(url, "q="));
    }

    [Fact]
    public async Task A_typed_payload_runs_nowhere()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(host.Address + "/?q=" + Uri.EscapeDataString("\"><script>window.bad = true</script>"));
        Assert.Null(await page.EvaluateAsync<bool?>("window.bad ?? null"));
        Assert.Equal("\"><script>window.bad = true</script>", await page.Locator("input[name=q]").InputValueAsync());
    }

    [Fact]
    public async Task The_first_result_page_is_light()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/?q=" + Uri.EscapeDataString("工作"));
        request.Headers.AcceptEncoding.ParseAdd("br, gzip");
        using var response = await host.Client.SendAsync(request);
        Assert.True((await response.Content.ReadAsByteArrayAsync()).Length <= 60_000);
        var page = await browser.OpenAsync();
        var requests = 0;
        page.Request += (_, request) => requests += request.Url.StartsWith("data:", StringComparison.Ordinal) ? 0 : 1;
        await page.GotoAsync(host.Address + "/?q=" + Uri.EscapeDataString("工作"), new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.InRange(requests, 1, 8);
    }
}
