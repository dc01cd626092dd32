using KnowledgeBase.SearchApi.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KnowledgeBase.SearchApi.Tests.Hosting;

/// <summary>How a process ends when it was not asked to.</summary>
public sealed class FailingHostTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("kb-end-").FullName;

    [Fact]
    public async Task A_service_that_ends_by_an_exception_gives_an_exit_code_other_than_zero()
    {
        var code = await ProductHost.RunAsync(() => ApiHost.Build(
            ["--Urls", "http://127.0.0.1:0", "--Index:Folder", Path.Combine(_home, "index"), "--Logging:LogLevel:Default", "None"],
            builder => builder.Services.AddHostedService<FailingService>()));
        Assert.NotEqual(0, code);
    }

    [Fact]
    public async Task A_host_that_is_asked_to_end_gives_zero()
    {
        var code = await ProductHost.RunAsync(() =>
        {
            var app = ApiHost.Build(
                ["--Urls", "http://127.0.0.1:0", "--Index:Folder", Path.Combine(_home, "index"), "--Logging:LogLevel:Default", "None"]);
            app.Lifetime.ApplicationStarted.Register(app.Lifetime.StopApplication);
            return app;
        });
        Assert.Equal(0, code);
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private sealed class FailingService : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            throw new InvalidOperationException("a defect");
        }
    }
}
