using Microsoft.Playwright;

namespace KnowledgeBase.Web.Tests;

/// <summary>
/// Pictures for people to look at, one command: <c>KB_PICTURES=FOLDER dotnet test tests/KnowledgeBase.Web.Tests --filter Picture</c>.
/// </summary>
public sealed class PictureTests(HostProcess host, Browser browser)
{
    private static readonly int[] Widths = [360, 768, 1440, 2560];

    [Fact]
    public async Task Every_page_has_its_picture_at_every_width_and_does_not_run_over_its_side()
    {
        var folder = Environment.GetEnvironmentVariable("KB_PICTURES");
        Assert.SkipWhen(folder is null, "KB_PICTURES names no folder");
        Directory.CreateDirectory(folder!);
        var wide = new List<string>();
        foreach (var width in Widths)
        {
            foreach (var dark in (bool[])[false, true])
            {
                var page = await browser.OpenAsync(width: width, height: width < 700 ? 780 : 1000, dark: dark);
                foreach (var (name, address) in await PageList.AllAsync(host))
                {
                    await page.GotoAsync(host.Address + address, new() { WaitUntil = WaitUntilState.Load });
                    var file = $"{name}-{width}{(dark ? "-dark" : "")}.png";
                    await page.ScreenshotAsync(new() { Path = Path.Combine(folder!, file) });
                    if (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"))
                        wide.Add(file);
                }

                await page.Context.CloseAsync();
            }
        }

        Assert.Empty(wide);
    }
}
