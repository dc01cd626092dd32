using System.ComponentModel.DataAnnotations;

namespace KnowledgeBase.Store.Settings;

/// <summary>Where figures and traces are sent. Section <c>Telemetry</c>. By default nothing is sent anywhere.</summary>
public sealed class TelemetryOptions
{
    /// <summary>The OTLP endpoint of a collector: <c>http://localhost:4317</c>. Empty: nothing is sent.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>How the collector is spoken to: <c>grpc</c>, or <c>http</c> for protobuf over HTTP.</summary>
    [RegularExpression("grpc|http")]
    public string Protocol { get; init; } = "grpc";

    /// <summary>How often figures are sent.</summary>
    [Range(1, 3600)]
    public int IntervalSeconds { get; init; } = 60;
}
