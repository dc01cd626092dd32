using System.Diagnostics.Metrics;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>How many searches there were and how long they took.</summary>
public sealed class SearchMetrics
{
    /// <summary>The name of the product's meter.</summary>
    public const string MeterName = "KnowledgeBase";

    private readonly Histogram<double> _duration;
    private long _withoutHits;
    private long _loosened;

    public SearchMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(MeterName);

        // Observed, so that they are zero before the first one instead of absent.
        meter.CreateObservableCounter(
            "knowledgebase.search.without_hits", () => Interlocked.Read(ref _withoutHits), description: "Searches that found nothing.");
        meter.CreateObservableCounter(
            "knowledgebase.search.loosened", () => Interlocked.Read(ref _loosened), description: "Searches that were loosened.");
        _duration = meter.CreateHistogram(
            "knowledgebase.search.seconds",
            "s",
            "Time of searches.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.001,
                0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5]
            });
    }

    internal void Searched(TimeSpan elapsed, long totalHits, bool isLoosened)
    {
        _duration.Record(elapsed.TotalSeconds);
        if (totalHits == 0)
            Interlocked.Increment(ref _withoutHits);
        if (isLoosened)
            Interlocked.Increment(ref _loosened);
    }
}
