using KnowledgeBase.Indexer.Hosting;
using KnowledgeBase.SearchApi.Hosting;

namespace KnowledgeBase.SearchApi;

/// <summary>The API as a server of its own.</summary>
public static class ApiHost
{
    public static WebApplication Build(string[] args)
    {
        var builder = ProductHost.CreateBuilder(args, typeof(ApiHost).Assembly);
        builder.Services.AddKnowledgeBase(builder.Configuration);
        builder.Services.AddSearchApi();
        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.MapSearchApi();
        return app;
    }
}
