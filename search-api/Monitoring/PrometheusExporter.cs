using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.SearchApi.Monitoring;

/// <summary>Writes the product's instruments in the text format that Prometheus reads. Thread-safe.</summary>
internal sealed class PrometheusExporter : IDisposable
{
    private readonly Lock _lock = new();
    private readonly MeterListener _listener = new();
    private readonly SortedDictionary<string, Series> _series = new(StringComparer.Ordinal);

    /// <param name="meters">Only instruments of this factory are listened to: a process may hold several hosts.</param>
    public PrometheusExporter(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == SearchMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Take(instrument, value));
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Take(instrument, value));
        _listener.Start();
    }

    public string Export()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        lock (_lock)
        {
            foreach (var (name, series) in _series)
                series.Write(text, name);
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value)
    {
        var name = instrument.Name.Replace('.', '_');
        lock (_lock)
        {
            if (!_series.TryGetValue(name, out var series))
                _series[name] = series = Series.Of(instrument);
            series.Take(value);
        }
    }

    private abstract class Series(string help, string type)
    {
        public static Series Of(Instrument instrument) => instrument is Histogram<double> histogram
            ? new Buckets(instrument.Description ?? "", [.. histogram.Advice?.HistogramBucketBoundaries ?? []])
            : new Gauge(instrument.Description ?? "");

        public abstract void Take(double value);

        public void Write(StringBuilder text, string name)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");
            WriteValues(text, name);
        }

        protected abstract void WriteValues(StringBuilder text, string name);
    }

    private sealed class Gauge(string help) : Series(help, "gauge")
    {
        private double _value;

        public override void Take(double value) => _value = value;

        protected override void WriteValues(StringBuilder text, string name) =>
            text.Append(CultureInfo.InvariantCulture, $"{name} {_value}\n");
    }

    private sealed class Buckets(string help, double[] bounds) : Series(help, "histogram")
    {
        private readonly long[] _counts = new long[bounds.Length + 1];
        private double _sum;

        public override void Take(double value)
        {
            var bucket = Array.FindIndex(bounds, bound => value <= bound);
            _counts[bucket < 0 ? bounds.Length : bucket]++;
            _sum += value;
        }

        protected override void WriteValues(StringBuilder text, string name)
        {
            var count = 0L;
            for (var i = 0; i < _counts.Length; i++)
            {
                count += _counts[i];
                var bound = i < bounds.Length ? bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{le=\"{bound}\"}} {count}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"{name}_sum {_sum}\n{name}_count {count}\n");
        }
    }
}
