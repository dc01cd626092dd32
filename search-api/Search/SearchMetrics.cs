using System.Diagnostics.Metrics;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>How many searches there were and how long they took.</summary>
public sealed class SearchMetrics
{
    /// <summary>The name of the product's meter.</summary>
    public const string MeterName = "KnowledgeBase";

    private readonly Histogram<double> _duration;

    public SearchMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _duration = meters.Create(MeterName).CreateHistogram(
            "knowledgebase.search.seconds",
            "s",
            "Time of searches.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.001,
                0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5]
            });
    }

    internal void Searched(TimeSpan elapsed) => _duration.Record(elapsed.TotalSeconds);
}
