using System.Collections.Concurrent;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Indexer.Watching;

/// <summary>Tells which paths have changed and have since been left alone, and when the folders should be compared as a whole.</summary>
internal sealed class CorpusWatcher : IDisposable
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _restless = new(StringComparer.Ordinal);
    private readonly List<FileSystemWatcher> _watchers = [];
    private readonly TimeProvider _clock;
    private readonly TimeSpan _settle;
    private readonly TimeSpan _rescan;
    private DateTimeOffset _nextScan;

    public CorpusWatcher(SourceFolders folders, IOptions<IndexerOptions> options, TimeProvider clock)
    {
        _clock = clock;
        _settle = TimeSpan.FromMilliseconds(options.Value.SettleMilliseconds);
        _rescan = TimeSpan.FromSeconds(options.Value.RescanSeconds);
        _nextScan = clock.GetUtcNow() + _rescan;
        foreach (var root in folders.Roots.Where(Directory.Exists))
            _watchers.Add(Watch(root));
    }

    /// <summary>Marks a path as changed now.</summary>
    public void Touch(string path) => _restless[path] = _clock.GetUtcNow();

    /// <summary>Marks a path to be looked at after a while.</summary>
    public void TouchLater(string path, TimeSpan delay) => _restless[path] = _clock.GetUtcNow() + delay;

    /// <summary>Asks for a comparison of the folders at the next occasion.</summary>
    public void RequestScan() => _nextScan = DateTimeOffset.MinValue;

    /// <summary>True once for each comparison that is due.</summary>
    public bool ScanIsDue()
    {
        var now = _clock.GetUtcNow();
        if (now < _nextScan)
            return false;
        _nextScan = now + _rescan;
        return true;
    }

    /// <summary>The paths that have been quiet for long enough. Each is given once.</summary>
    public IEnumerable<string> Settled()
    {
        var quietSince = _clock.GetUtcNow() - _settle;
        foreach (var (path, changed) in _restless)
        {
            if (changed <= quietSince && _restless.TryRemove(new(path, changed)))
                yield return path;
        }
    }

    public void Dispose() => _watchers.ForEach(watcher => watcher.Dispose());

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
}
