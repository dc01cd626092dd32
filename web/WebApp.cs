using System.Text.Encodings.Web;
using System.Text.Unicode;
using KnowledgeBase.Indexer.Hosting;
using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Hosting;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.Store.Hosting;
using KnowledgeBase.Store.Postgres.Hosting;
using KnowledgeBase.Web.Components;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Web;

/// <summary>Pages, API and, unless told not to, the indexer in one process.</summary>
public static class WebApp
{
    public static WebApplication Build(string[] args)
    {
        var builder = ProductHost.CreateBuilder(args, typeof(WebApp).Assembly);
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddKnowledgeStore(builder.Configuration);
        builder.Services.AddPostgresWhereConfigured(builder.Configuration);
        builder.Services.AddIndexer(builder.Configuration);
        builder.Services.AddSearchApi();
        builder.Services.AddWebhooks();
        builder.Services.AddSingleton<PagesMarker>();
        builder.Services.AddRazorComponents();

        // Below this it writes the values that pages are made of.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Components", LogLevel.Warning);
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>, FormKeys>();

        // Chinese characters stand in the page as themselves, a third of the size of their escapes.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        var app = builder.Build();
        app.UseHttpConventions();
        app.UseWhen(IsApi, api =>
        {
            api.UseExceptionHandler();
            api.UseStatusCodePages();
        });
        app.UseWhen(context => !IsApi(context), pages =>
        {
            pages.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/error",
                CreateScopeForErrors = true,

                // What is no defect has its line in the log already.
                SuppressDiagnosticsCallback = context => Failure.Of(context.Exception) is not null,
            });
            pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        });
        app.UseRouting();
        app.UseAccess();
        app.UseRateLimiter();
        app.UseAntiforgery();
        app.MapSearchApi();
        FileForms.Map(app);
        ReportForms.Map(app);
        CleaningForms.Map(app);
        BasketForms.Map(app);
        LookupForms.Map(app);
        SignInForms.Map(app);

        // The framework adds addresses of its own to both: files that the build does not list, and redirects that no page of ours
        // uses. Nobody gets to the latter.
        app.MapGroup("").IsPublic().MapStaticAssets();
        app.MapRazorComponents<App>();
        app.RequireScopes("Blazor Opaque Redirection");
        return app;
    }

    private static bool IsApi(HttpContext context) => ApiPaths.IsApi(context.Request.Path);
}
