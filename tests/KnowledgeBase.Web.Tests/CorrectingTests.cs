using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace KnowledgeBase.Web.Tests;

/// <summary>Putting right on the page what was read of a report.</summary>
[Collection(nameof(Changing))]
public sealed class CorrectingTests(HostProcess host, Browser browser)
{
    [Fact]
    public async Task A_corrected_field_is_shown_found_and_outlives_the_page()
    {
        var report = await ReportAsync("柳河镇");
        var page = await browser.OpenAsync();
        await page.GotoAsync($"{host.Address}/reports/{report}");
        await page.GetByText("更正", new() { Exact = true }).ClickAsync();
        await page.Locator("input[name=year]").FillAsync("2011");
        await page.Locator("select[name=unitType]").SelectOptionAsync("乡镇");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存更正" }).ClickAsync();
        await Assertions.Expect(page.GetByText("已更正")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".outline .sheet")).ToContainTextAsync("2011");
        var found = JsonNode.Parse(await host.Client.GetStringAsync("/api/v1/reports?year=2011"))!;
        Assert.Equal(report, (string?)Assert.Single(found["hits"]!.AsArray())!["id"]);
    }

    [Fact]
    public async Task A_value_that_cannot_be_is_refused_by_its_name_and_changes_nothing()
    {
        var report = await ReportAsync("水利");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["kind"] = "3", ["year"] = "2001" });
        using var response = await host.Client.PostAsync($"/reports/{report}/correct", form);
        Assert.Contains("文种", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var found = JsonNode.Parse(await host.Client.GetStringAsync("/api/v1/reports?year=2001"))!;
        Assert.Empty(found["hits"]!.AsArray());
    }

    private async Task<string> ReportAsync(string words) =>
        (string)JsonNode.Parse(
            await host.Client.GetStringAsync("/api/v1/search?q=" + Uri.EscapeDataString(words)))!["hits"]![0]!["reportId"]!;
}
