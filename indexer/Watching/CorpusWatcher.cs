using System.Collections.Concurrent;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Indexer.Watching;

/// <summary>
/// Finds paths that have changed and have since been left alone, and says when the folders should be compared as a whole.
/// </summary>
/// <remarks>
/// Time is counted by a clock that is never set. A file that was seen growing is being written, by a slow copy say:
/// it must have kept its size and time for ten times as long as others.
/// </remarks>
internal sealed class CorpusWatcher : IDisposable
{
    private const int GrowingFactor = 10;

    private readonly ConcurrentDictionary<string, Pending> _pending = new(StringComparer.Ordinal);
    private readonly List<FileSystemWatcher> _watchers = [];
    private readonly Dictionary<string, string> _watched = new(StringComparer.Ordinal);
    private readonly SourceFolders _folders;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _settle;
    private readonly TimeSpan _rescan;
    private long _scannedAt;
    private volatile bool _scanRequested;

    public CorpusWatcher(SourceFolders folders, IOptions<IndexerOptions> options, TimeProvider clock)
    {
        _folders = folders;
        _clock = clock;
        _settle = TimeSpan.FromMilliseconds(options.Value.SettleMilliseconds);
        _rescan = TimeSpan.FromSeconds(options.Value.RescanSeconds);
        _scannedAt = clock.GetTimestamp();
        WatchNew();
    }

    /// <summary>Marks a path as changed now.</summary>
    public void Touch(string path)
    {
        var state = StateOf(path);
        _pending.AddOrUpdate(
            path,
            _ => new Pending(_clock.GetTimestamp(), _settle, state),
            (_, before) => before.State == state ? before : Changed(before, state));
    }

    /// <summary>Marks a path to be read after a while.</summary>
    public void TouchLater(string path, TimeSpan delay) => _pending[path] = new Pending(_clock.GetTimestamp(), delay, StateOf(path));

    /// <summary>Asks for a comparison of the folders at the next occasion.</summary>
    public void RequestScan() => _scanRequested = true;

    /// <summary>True once for each comparison that is due.</summary>
    public bool ScanIsDue()
    {
        if (!_scanRequested && _clock.GetElapsedTime(_scannedAt) < _rescan)
            return false;
        (_scanRequested, _scannedAt) = (false, _clock.GetTimestamp());
        WatchNew();
        return true;
    }

    /// <summary>The paths that have kept their size and time for long enough. Each is given once.</summary>
    public IEnumerable<string> Settled()
    {
        foreach (var (path, pending) in _pending)
        {
            var state = StateOf(path);
            if (state != pending.State)
                _pending.TryUpdate(path, Changed(pending, state), pending);
            else if (_clock.GetElapsedTime(pending.Since) >= pending.Quiet && _pending.TryRemove(new(path, pending)))
                yield return path;
        }
    }

    public void Dispose() => _watchers.ForEach(watcher => watcher.Dispose());

    private static (long Size, DateTime Modified)? StateOf(string path)
    {
        var info = new FileInfo(path);
        return info.Exists ? (info.Length, info.LastWriteTimeUtc) : null;
    }

    private Pending Changed(Pending before, (long Size, DateTime Modified)? state) =>
        new(_clock.GetTimestamp(), before.State is null ? _settle : GrowingFactor * _settle, state);

    /// <summary>A folder that was missing at the start, or was replaced, is watched from its next comparison on.</summary>
    private void WatchNew()
    {
        foreach (var root in _folders.Roots.Where(Directory.Exists))
        {
            if (FolderIdentity.Of(root) is not { } identity || _watched.GetValueOrDefault(root) == identity)
                continue;
            _watched[root] = identity;
            _watchers.Add(Watch(root));
        }
    }

    private FileSystemWatcher Watch(string root)
    {
        var watcher = new FileSystemWatcher(root)
        {
            IncludeSubdirectories = true,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        watcher.Created += (_, e) => Notice(e.FullPath);
        watcher.Changed += (_, e) => Touch(e.FullPath);
        watcher.Deleted += (_, e) => Notice(e.FullPath);
        watcher.Renamed += (_, e) =>
        {
            Touch(e.OldFullPath);
            Notice(e.FullPath);
        };
        watcher.Error += (_, _) => RequestScan();
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    /// <summary>A folder that came or went brings or takes files that no event names.</summary>
    private void Notice(string path)
    {
        if (Directory.Exists(path) || !File.Exists(path))
            RequestScan();
        Touch(path);
    }

    /// <param name="Since">When it was last seen to change.</param>
    /// <param name="Quiet">How long it must be left alone.</param>
    /// <param name="State">Size and time then; null where there was no file.</param>
    private sealed record Pending(long Since, TimeSpan Quiet, (long Size, DateTime Modified)? State);
}
