namespace KnowledgeBase.SearchApi.Searching;

/// <summary>How many searches there were and how long they took, in the buckets of a histogram.</summary>
public sealed class SearchFigures
{
    private static readonly double[] Bounds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5];

    private readonly long[] _counts = new long[Bounds.Length + 1];
    private long _microseconds;

    /// <summary>Upper bound in seconds and the searches at most that long; the last bound is infinite.</summary>
    public IEnumerable<(double Bound, long Count)> Buckets
    {
        get
        {
            var sum = 0L;
            for (var i = 0; i < _counts.Length; i++)
            {
                sum += Interlocked.Read(ref _counts[i]);
                yield return (i < Bounds.Length ? Bounds[i] : double.PositiveInfinity, sum);
            }
        }
    }

    public double TotalSeconds => Interlocked.Read(ref _microseconds) / 1e6;

    internal void Searched(TimeSpan elapsed)
    {
        var bucket = Array.FindIndex(Bounds, bound => elapsed.TotalSeconds <= bound);
        Interlocked.Increment(ref _counts[bucket < 0 ? Bounds.Length : bucket]);
        Interlocked.Add(ref _microseconds, (long)elapsed.TotalMicroseconds);
    }
}
