using KnowledgeBase.Indexer.Watching;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Indexer.Tests.Watching;

/// <summary>When a path is left alone for long enough, by a clock that the test advances.</summary>
public sealed class CorpusWatcherTests : IDisposable
{
    private const int Settle = 100;

    private readonly string _home = Directory.CreateTempSubdirectory("kb-watch-").FullName;
    private readonly StoppedClock _clock = new();
    private readonly CorpusWatcher _watcher;

    public CorpusWatcherTests()
    {
        // A folder that comes later is watched from the next comparison on: until then no event meddles.
        var folder = Path.Combine(_home, "corpus");
        _watcher = new CorpusWatcher(
            new SourceFolders(new CorpusOptions { Folder = folder, Uploads = Path.Combine(_home, "none") }),
            Options.Create(new IndexerOptions { SettleMilliseconds = Settle, RescanSeconds = 30 }),
            _clock);
        Directory.CreateDirectory(folder);
    }

    private string Path1 => Path.Combine(_home, "corpus", "a.txt");

    public void Dispose()
    {
        _watcher.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public void A_file_that_is_left_alone_settles_once()
    {
        Write(10);
        Assert.Empty(After(0));
        Assert.Empty(After(Settle - 1));
        Assert.Equal([Path1], After(1));
        Assert.Empty(After(10 * Settle));
    }

    [Fact]
    public void A_file_that_was_seen_growing_must_be_left_alone_ten_times_as_long()
    {
        Write(10);
        Assert.Empty(After(Settle - 1));
        for (var size = 20; size < 100; size += 10)
        {
            // Each time later than a file that does not grow would have settled.
            Write(size);
            Assert.Empty(After(5 * Settle));
            Assert.Empty(After(5 * Settle - 1));
        }

        Assert.Equal([Path1], After(1));
    }

    [Fact]
    public void Being_told_of_the_same_state_again_does_not_put_a_file_off()
    {
        Write(10);
        Assert.Empty(After(Settle - 1));
        _watcher.Touch(Path1);
        Assert.Equal([Path1], After(1));
    }

    [Fact]
    public void A_file_that_is_gone_settles_as_one_that_came()
    {
        _watcher.Touch(Path1);
        Assert.Equal([Path1], After(Settle));
    }

    [Fact]
    public void A_file_can_be_put_off()
    {
        Write(10);
        Assert.Equal([Path1], After(Settle));
        _watcher.TouchLater(Path1, TimeSpan.FromSeconds(7));
        Assert.Empty(After(6_999));
        Assert.Equal([Path1], After(1));
    }

    [Fact]
    public void A_comparison_is_due_at_intervals_and_on_request_and_once_each_time()
    {
        Assert.False(_watcher.ScanIsDue());
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(_watcher.ScanIsDue());
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_watcher.ScanIsDue());
        Assert.False(_watcher.ScanIsDue());
        _watcher.RequestScan();
        Assert.True(_watcher.ScanIsDue());
        Assert.False(_watcher.ScanIsDue());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_clock_that_is_set_while_a_file_settles_neither_delays_nor_hastens_anything(int days)
    {
        Write(10);
        _clock.Offset = TimeSpan.FromDays(days);
        Assert.Empty(After(Settle - 1));
        Assert.Equal([Path1], After(1));
        Assert.False(_watcher.ScanIsDue());
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True(_watcher.ScanIsDue());
    }

    private void Write(int size)
    {
        File.WriteAllBytes(Path1, new byte[size]);
        File.SetLastWriteTimeUtc(Path1, new DateTime(2023, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(size));
        _watcher.Touch(Path1);
    }

    private List<string> After(int milliseconds)
    {
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        return [.. _watcher.Settled()];
    }
}
