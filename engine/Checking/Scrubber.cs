using KnowledgeBase.Engine.Searching;

namespace KnowledgeBase.Engine.Checking;

/// <summary>
/// Verifies the pages of an open index again, a few every minute and all within a day. A page that no longer matches its checksum is not
/// trusted from then on, nor is any other of its file before it is verified again: whoever reads it next is refused.
/// </summary>
internal sealed class Scrubber : IDisposable
{
    private const int RoundsPerDay = 24 * 60;

    private readonly Func<OpenCommit?> _use;
    private readonly Action<IndexDamagedException> _report;
    private readonly Timer _timer;
    private long _next;

    /// <param name="use">The current commit with a use of it; null when there is none any more.</param>
    /// <param name="report">Is told of damage.</param>
    public Scrubber(Func<OpenCommit?> use, Action<IndexDamagedException> report)
    {
        (_use, _report) = (use, report);
        var interval = TimeSpan.FromDays(1) / RoundsPerDay;
        _timer = new Timer(_ => Round(RoundsPerDay), null, interval, interval);
    }

    /// <summary>
    /// Verifies one share of all pages, going on where the last round ended. Returns how many were verified and whether one is damaged.
    /// </summary>
    public (int Pages, bool Damaged) Round(int rounds)
    {
        if (_use() is not { } commit)
            return (0, false);
        try
        {
            var files = commit.Segments.Select(segment => segment.Reader.File).ToArray();
            var all = files.Sum(file => (long)file.Pages);
            var count = (int)((all + rounds - 1) / rounds);
            for (var i = 0; i < count; i++)
            {
                var page = _next++ % all;
                var f = 0;
                while (page >= files[f].Pages)
                    page -= files[f++].Pages;
                files[f].VerifyAndRelease((int)page);
            }

            return (count, false);
        }
        catch (IndexDamagedException e)
        {
            _report(e);
            return (0, true);
        }
        finally
        {
            commit.Release();
        }
    }

    public void Dispose() => _timer.Dispose();
}
