using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using KnowledgeBase.Lookups.Hosting;
using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Compare;
using KnowledgeBase.SearchApi.Files;
using KnowledgeBase.SearchApi.Headings;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.LeftOvers;
using KnowledgeBase.SearchApi.Limits;
using KnowledgeBase.SearchApi.Marks;
using KnowledgeBase.SearchApi.Monitoring;
using KnowledgeBase.SearchApi.Overlap;
using KnowledgeBase.SearchApi.Passages;
using KnowledgeBase.SearchApi.Patterns;
using KnowledgeBase.SearchApi.ProblemGroups;
using KnowledgeBase.SearchApi.ProblemLinks;
using KnowledgeBase.SearchApi.Reports;
using KnowledgeBase.SearchApi.SavedSearches;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.SearchApi.SearchRequests;
using KnowledgeBase.SearchApi.Suggestions;
using KnowledgeBase.SearchApi.Tasks;
using KnowledgeBase.SearchApi.Trends;
using KnowledgeBase.SearchApi.Units;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.SearchApi.Hosting;

/// <summary>What a host needs to serve the API.</summary>
public static class SearchApiServices
{
    /// <summary>A line of 2,000 Chinese characters is 18,000 bytes of an address.</summary>
    private const int LongestRequestLine = 1 << 16;

    private static readonly TimeSpan LongestShutdown = TimeSpan.FromSeconds(8);

    private const int LongestHeaders = 1 << 15;

    public static IServiceCollection AddSearchApi(this IServiceCollection services)
    {
        services.AddLookups();
        services.AddAccess();
        services.AddSingleton<SearchMetrics>();
        services.AddSingleton<SearchService>();
        services.AddSingleton<NumberReveal>();
        services.AddSingleton<FacetService>();
        services.AddSingleton<HeadingService>();
        services.AddSingleton<SuggestionService>();
        services.AddSingleton<PassageService>();
        services.AddSingleton<ProblemGroupService>();
        services.AddSingleton<ProblemLinkService>();
        services.AddSingleton<CompareService>();
        services.AddSingleton<UnitService>();
        services.AddSingleton<OverlapService>();
        services.AddSingleton<LeftOverService>();
        services.AddSingleton<TrendService>();
        services.AddSingleton<PatternService>();
        services.AddSingleton<DuplicateService>();
        services.AddSingleton<ReportService>();
        services.AddSingleton<ReadingAgain>();
        services.AddSingleton<CorrectionService>();
        services.AddSingleton<CleaningService>();
        services.AddSingleton<MarkService>();
        services.AddSingleton<FileService>();
        services.AddSingleton<TaskService>();
        services.AddSingleton<StatsService>();
        services.AddSingleton<WebhookTargets>();
        services.AddSingleton<SearchOwner>();
        services.AddSingleton<SavedSearchService>();
        services.AddSingleton<StoreMetrics>();
        services.AddSingleton<PrometheusExporter>();
        services.AddHostedService<WarmUpService>();
        services.AddHostedService<ServiceManager>();
        services.AddHostedService<MemoryRelease>();
        services.AddHostedService<TelemetryExport>();

        // Who has been answered in part gets the rest; ten seconds after the signal the process is gone, also where somebody reads slowly.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestShutdown);
        services.Insert(0, ServiceDescriptor.Transient<IStartupFilter, ForeignHostFilter>());
        services.Insert(0, ServiceDescriptor.Transient<IStartupFilter, SecurityHeaders>());
        services.AddRateLimiter(_ => { });
        services.AddSingleton<IConfigureOptions<RateLimiterOptions>, RequestLimits>();
        services.Configure<HostFilteringOptions>(filter => (filter.IncludeFailureMessage, filter.AllowEmptyHosts) = (false, false));
        services.Configure<KestrelServerOptions>(server =>
        {
            server.Limits.MaxRequestLineSize = LongestRequestLine;

            // Headers that drip in, or bodies, hold a connection no longer than this.
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            server.Limits.MaxRequestHeadersTotalSize = LongestHeaders;

            // The parts' headers come on top of the files themselves.
            server.Limits.MaxRequestBodySize = FormReader.LargestUpload + (1 << 20);
        });
        services.AddResponseCompression(compression => compression.MimeTypes =
            [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "application/jsonl", "text/csv", "text/markdown"]);
        services.AddProblemDetails(problems =>
            problems.CustomizeProblemDetails = context => Problems.Localize(context.ProblemDetails, context.HttpContext.Request));
        services.AddExceptionHandler<ApiExceptionHandler>();
        services.AddOpenApi();
        services.Configure<OpenApiOptions>("v1", OpenApiDescription.Add);
        services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = FormReader.LargestUpload);
        services.ConfigureHttpJsonOptions(json =>
        {
            // Answers are JSON by their content type and never part of a page, so a text stands as it is.
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
        });
        return services;
    }

    /// <summary>What sends new matches of saved searches: for hosts that serve, not for those that only read.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddSingleton<WebhookClient>()
        .AddSingleton<NewMatches>()
        .AddHostedService<WebhookService>();

    public static void MapSearchApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").AddEndpointFilter<ProblemFilter>().AddEndpointFilter<SameSiteFilter>();
        SearchRequestEndpoints.Map(api);
        SearchEndpoints.Map(api);
        ReportEndpoints.Map(api);
        PassageEndpoints.Map(api);
        ProblemGroupEndpoints.Map(api);
        ProblemLinkEndpoints.Map(api);
        CompareEndpoints.Map(api);
        UnitEndpoints.Map(api);
        HeadingEndpoints.Map(api);
        SuggestionEndpoints.Map(api);
        OverlapEndpoints.Map(api);
        PatternEndpoints.Map(api);
        LeftOverEndpoints.Map(api);
        TrendEndpoints.Map(api);
        FileEndpoints.Map(api);
        TaskEndpoints.Map(api);
        MarkEndpoints.Map(api);
        SavedSearchEndpoints.Map(api);
        HealthEndpoints.MapStats(api);
        HealthEndpoints.Map(app);
        app.MapOpenApi("/openapi/{documentName}.json").IsPublic();
        app.MapFallback(
            "/api/{**rest}", (HttpContext context, IEnumerable<EndpointDataSource> sources) => HttpConventions.Unknown(context, sources))
            .AddEndpointFilter<ProblemFilter>().IsPublic();
    }
}
