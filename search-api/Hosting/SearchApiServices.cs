using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using KnowledgeBase.SearchApi.Files;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Monitoring;
using KnowledgeBase.SearchApi.Passages;
using KnowledgeBase.SearchApi.Reports;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.SearchApi.Tasks;
using Microsoft.AspNetCore.Http.Features;

namespace KnowledgeBase.SearchApi.Hosting;

/// <summary>What a host needs to serve the API.</summary>
public static class SearchApiServices
{
    private const long LargestUpload = 64 << 20;

    public static IServiceCollection AddSearchApi(this IServiceCollection services)
    {
        services.AddSingleton<SearchMetrics>();
        services.AddSingleton<SearchService>();
        services.AddSingleton<FacetService>();
        services.AddSingleton<PassageService>();
        services.AddSingleton<DuplicateService>();
        services.AddSingleton<ReportService>();
        services.AddSingleton<CorrectionService>();
        services.AddSingleton<FileService>();
        services.AddSingleton<TaskService>();
        services.AddSingleton<StatsService>();
        services.AddSingleton<StoreMetrics>();
        services.AddSingleton<PrometheusExporter>();
        services.AddProblemDetails();
        services.AddExceptionHandler<ApiExceptionHandler>();
        services.AddOpenApi();
        services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = LargestUpload);
        services.ConfigureHttpJsonOptions(json =>
        {
            // Answers are read by people, too; '<', '&' and quotes stay escaped.
            json.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
        });
        return services;
    }

    public static void MapSearchApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").AddEndpointFilter<SameSiteFilter>();
        SearchEndpoints.Map(api);
        ReportEndpoints.Map(api);
        PassageEndpoints.Map(api);
        FileEndpoints.Map(api);
        TaskEndpoints.Map(api);
        HealthEndpoints.MapStats(api);
        HealthEndpoints.Map(app);
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapFallback("/api/{**rest}", (HttpRequest request) => Problems.NotFound("address", request.Path));
    }
}
