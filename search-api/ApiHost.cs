using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Hosting;
using KnowledgeBase.Store.Hosting;
using KnowledgeBase.Store.Postgres.Hosting;

namespace KnowledgeBase.SearchApi;

/// <summary>The API as a server of its own: it searches what a worker in another process indexes.</summary>
public static class ApiHost
{
    /// <param name="args">The command line.</param>
    /// <param name="configure">Further services, such as a worker that shares the process.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = ProductHost.CreateBuilder(args, typeof(ApiHost).Assembly);
        builder.Services.AddKnowledgeStore(builder.Configuration);
        builder.Services.AddPostgresWhereConfigured(builder.Configuration);
        builder.Services.AddSearchApi();
        builder.Services.AddWebhooks();
        configure?.Invoke(builder);
        var app = builder.Build();
        app.UseHttpConventions();
        app.UseRouting();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseAccess();
        app.UseRateLimiter();
        app.MapSearchApi();
        app.RequireScopes();
        return app;
    }
}
