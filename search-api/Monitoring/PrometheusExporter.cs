using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.SearchApi.Monitoring;

/// <summary>Writes the product's instruments in the text format that Prometheus reads. Thread-safe.</summary>
internal sealed class PrometheusExporter : IDisposable
{
    private readonly Lock _export = new();
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
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    public string Export()
    {
        var text = new StringBuilder();
        lock (_export)
        {
            // What is measured now is all there is: a value that has gone is not shown for ever.
            lock (_lock)
            {
                foreach (var series in _series.Values)
                    series.Forget();
            }

            // Not under the lock that searches record under.
            _listener.RecordObservableInstruments();
            lock (_lock)
            {
                foreach (var (name, series) in _series)
                    series.Write(text, name);
            }
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = instrument.Name.Replace('.', '_');
        lock (_lock)
        {
            if (!_series.TryGetValue(name, out var series))
                _series[name] = series = Series.Of(instrument);
            series.Take(value, Labels(tags));
        }
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return "";
        var text = new StringBuilder("{");
        foreach (var (name, value) in tags)
        {
            var escaped = Convert.ToString(value, CultureInfo.InvariantCulture)!
                .Replace(@"\", @"\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal)
                .Replace("\n", @"\n", StringComparison.Ordinal);
            text.Append(text.Length > 1 ? "," : "").Append(name.Replace('.', '_')).Append("=\"").Append(escaped).Append('"');
        }

        return text.Append('}').ToString();
    }

    private abstract class Series(string help, string type)
    {
        public static Series Of(Instrument instrument) => instrument switch
        {
            Histogram<double> histogram =>
                new Buckets(instrument.Description ?? "", [.. histogram.Advice?.HistogramBucketBoundaries ?? []]),
            ObservableCounter<long> => new Values(instrument.Description ?? "", "counter"),
            _ => new Values(instrument.Description ?? "", "gauge"),
        };

        public abstract void Take(double value, string labels);

        /// <summary>Drops what the next measurement gives anew.</summary>
        public virtual void Forget()
        {
        }

        public void Write(StringBuilder text, string name)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");
            WriteValues(text, name);
        }

        protected abstract void WriteValues(StringBuilder text, string name);
    }

    /// <summary>What is observed, by its labels.</summary>
    private sealed class Values(string help, string type) : Series(help, type)
    {
        private readonly SortedDictionary<string, double> _values = new(StringComparer.Ordinal);

        public override void Take(double value, string labels) => _values[labels] = value;

        public override void Forget() => _values.Clear();

        protected override void WriteValues(StringBuilder text, string name)
        {
            foreach (var (labels, value) in _values)
                text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {value}\n");
        }
    }

    private sealed class Buckets(string help, double[] bounds) : Series(help, "histogram")
    {
        private readonly long[] _counts = new long[bounds.Length + 1];
        private double _sum;

        public override void Take(double value, string labels)
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
