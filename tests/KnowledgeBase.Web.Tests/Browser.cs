using KnowledgeBase.Web.Tests;
using Microsoft.Playwright;

// One host and one browser serve all tests that only read.
[assembly: AssemblyFixture(typeof(HostProcess))]
[assembly: AssemblyFixture(typeof(Browser))]

namespace KnowledgeBase.Web.Tests;

/// <summary>A headless Chromium that is installed on the machine.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Null where there is no browser; the tests are skipped then, except where everything must run.</summary>
    private static string? Executable => Environment.GetEnvironmentVariable("KB_CHROMIUM") ?? Places.FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Executable is null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", $"--host-resolver-rules=MAP {HostProcess.LanName} 127.0.0.1"],
        });
    }

    public async Task<IPage> OpenAsync(bool scripts = true, int width = 1280, int height = 900, bool dark = false)
    {
        Assert.SkipWhen(_browser is null && Environment.GetEnvironmentVariable("CI") is null,
            "there is no Chromium on this machine: apt-get install chromium fonts-noto-cjk, or name one in KB_CHROMIUM");
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            JavaScriptEnabled = scripts,
            Locale = "zh-CN",
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            Permissions = scripts ? ["clipboard-read", "clipboard-write"] : [],
        });

        // How long a hang is waited for, not how fast a page must be.
        context.SetDefaultTimeout(90_000);
        Assertions.SetDefaultExpectTimeout(30_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
