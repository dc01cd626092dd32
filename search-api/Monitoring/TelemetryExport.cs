using System.Diagnostics;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace KnowledgeBase.SearchApi.Monitoring;

/// <summary>
/// Sends the product's figures and the server's traces to a collector, where one is configured. The instruments are those of
/// <c>/metrics</c>; a trace has the route of a request, never its path or query, which are words that somebody searched for.
/// </summary>
/// <param name="options">Where to.</param>
/// <param name="services">Has what publishes the instruments, and what hears them for <c>/metrics</c>.</param>
internal sealed class TelemetryExport(IOptions<TelemetryOptions> options, IServiceProvider services) : IHostedService, IDisposable
{
    private const string ServiceName = "knowledge-base";
    private const string ServerSource = "Microsoft.AspNetCore";
    private const string ServerMeter = "Microsoft.AspNetCore.Hosting";

    private MeterProvider? _meters;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Searches are heard from the first one on, not from the first time that somebody asks for the figures.
        services.GetRequiredService<StoreMetrics>();
        services.GetRequiredService<PrometheusExporter>();
        if (options.Value.Endpoint.Length == 0)
            return Task.CompletedTask;
        if (!Uri.TryCreate(options.Value.Endpoint, UriKind.Absolute, out var endpoint))
            throw new InvalidDataException($"Telemetry:Endpoint '{options.Value.Endpoint}' is no address like http://localhost:4317");
        var resource = ResourceBuilder.CreateEmpty()
            .AddService(ServiceName, serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version!.ToString(3));
        _meters = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(SearchMetrics.MeterName, ServerMeter)
            .AddOtlpExporter((exporter, reader) =>
            {
                To(exporter, endpoint, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = options.Value.IntervalSeconds * 1000;
            })
            .Build();
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(ServerSource)
            .AddProcessor(new WithoutWords())
            .AddOtlpExporter(exporter => To(exporter, endpoint, "v1/traces"))
            .Build();
        return Task.CompletedTask;
    }

    /// <summary>Sends what is left, for a moment at the most.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            _meters?.Shutdown(1000);
            _traces?.Shutdown(1000);
        },
        CancellationToken.None);

    public void Dispose()
    {
        _meters?.Dispose();
        _traces?.Dispose();
    }

    private void To(OtlpExporterOptions exporter, Uri endpoint, string path)
    {
        var isHttp = options.Value.Protocol == "http";
        exporter.Protocol = isHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        exporter.Endpoint = isHttp ? new Uri(endpoint.AbsoluteUri.TrimEnd('/') + "/" + path) : endpoint;
    }

    /// <summary>Takes out what a person wrote: of addresses the route stays.</summary>
    private sealed class WithoutWords : BaseProcessor<Activity>
    {
        private static readonly string[] Words = ["url.path", "url.query", "url.full", "http.target", "http.url", "exception.message"];

        public override void OnEnd(Activity data)
        {
            foreach (var name in Words)
                data.SetTag(name, null);
        }
    }
}
