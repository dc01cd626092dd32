using System.Diagnostics;
using System.Runtime.InteropServices;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>
/// Cancels the work of this thread when it has used so much processor time, so that the same question is answered alike on a busy machine
/// and on an idle one; and at the latest when nobody waits any more. Where the system does not tell a thread's time, it is the clock's.
/// </summary>
internal sealed class ProcessorTimeLimit : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly Lock _lock = new();
    private readonly TimeSpan _limit;
    private readonly TimeSpan _patience;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly int? _clock;
    private readonly TimeSpan _usedBefore;
    private readonly Timer _timer;
    private bool _disposed;

    /// <param name="limit">Of processor time.</param>
    /// <param name="patience">How long it may take at all.</param>
    public ProcessorTimeLimit(TimeSpan limit, TimeSpan patience, CancellationToken cancel)
    {
        (_limit, _patience) = (limit, patience);
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        if (OperatingSystem.IsLinux() && ThreadClock(ThreadSelf(), out var clock) == 0 && Read(clock) is { } used)
            (_clock, _usedBefore) = (clock, used);
        _timer = new Timer(static limit => ((ProcessorTimeLimit)limit!).Look(), this, limit, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>To be called by the thread that made it: its clock ends with it.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _timer.Dispose();
            _source.Dispose();
        }
    }

    private void Look()
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            var elapsed = Stopwatch.GetElapsedTime(_started);
            var used = (_clock is { } clock ? Read(clock) - _usedBefore : null) ?? elapsed;
            var left = _limit - used;
            if (left > _patience - elapsed)
                left = _patience - elapsed;
            if (left <= TimeSpan.Zero)
                _source.Cancel();
            else
                _timer.Change(left < ShortestWait ? ShortestWait : left, Timeout.InfiniteTimeSpan);
        }
    }

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(10);

    private static TimeSpan? Read(int clock) => Time(clock, out var time) == 0
        ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000)
        : null;

    [DllImport("libc", EntryPoint = "pthread_self")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nuint ThreadSelf();

    [DllImport("libc", EntryPoint = "pthread_getcpuclockid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ThreadClock(nuint thread, out int clock);

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Time(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
