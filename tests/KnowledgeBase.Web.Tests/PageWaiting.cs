using Microsoft.Playwright;

namespace KnowledgeBase.Web.Tests;

/// <summary>Waiting for what a page does by itself.</summary>
internal static class PageWaiting
{
    /// <summary>
    /// Until the address is as wished. Parts of a page are swapped without a navigation, so the address itself is asked for:
    /// the driver's own wait counts on an event that such a change need not bring.
    /// </summary>
    public static async Task UntilAddressAsync(this IPage page, Func<string, bool> wished)
    {
        for (var tries = 0; tries < 1200 && !wished(page.Url); tries++)
            await page.WaitForTimeoutAsync(50);
        Assert.True(wished(page.Url), page.Url);
        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
    }
}
