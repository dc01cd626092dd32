using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine.Proofs.Faults;

/// <summary>
/// The engine's storage over a <see cref="SimulatedDisk"/>: counts every call that can change it or fail, and makes the planned ones fail.
/// </summary>
internal sealed class FaultStorage(SimulatedDisk disk, FaultPlan plan) : IStorage
{
    private readonly FaultPlan _plan = plan;
    private const int NoSpace = 28;
    private const int BrokenDisk = 5;

    private readonly Lock _gate = new();

    /// <summary>Calls so far.</summary>
    public int Calls { get; private set; }

    /// <summary>True after the power cut.</summary>
    public bool IsCut => _plan is { At: > 0, Fault: Fault.PowerCut } && Calls >= _plan.At;

    /// <summary>While true, nothing that needs space succeeds.</summary>
    public bool Full { get; set; }

    public string Name => "memory";

    public IReadOnlyList<string> List()
    {
        lock (_gate)
        {
            BeginCall(needsSpace: false);
            return [.. disk.Names.Keys.Order(StringComparer.Ordinal)];
        }
    }

    public IStorageWriter Create(string name)
    {
        lock (_gate)
        {
            BeginCall(needsSpace: true);
            var content = new SimulatedFile();
            disk.Change(names => names[name] = content);
            return new Writer(this, content);
        }
    }

    public IStorageFile Open(string name)
    {
        lock (_gate)
        {
            BeginCall(needsSpace: false);
            return disk.Names.TryGetValue(name, out var content)
                ? new OpenFile(content.Bytes.ToArray())
                : throw new FileNotFoundException($"no file '{name}' in memory", name);
        }
    }

    public void Rename(string from, string to)
    {
        lock (_gate)
        {
            BeginCall(needsSpace: false);
            if (!disk.Names.TryGetValue(from, out var content))
                throw new FileNotFoundException($"no file '{from}' in memory", from);
            disk.Change(names =>
            {
                names[to] = content;
                names.Remove(from);
            });
        }
    }

    public void Delete(string name)
    {
        lock (_gate)
        {
            BeginCall(needsSpace: false);
            disk.Change(names => names.Remove(name));
        }
    }

    public void SyncFolder()
    {
        lock (_gate)
        {
            BeginCall(needsSpace: false);
            disk.SyncFolder();
        }
    }

    public IDisposable Lock()
    {
        lock (_gate)
        {
            BeginCall(needsSpace: false);
            if (disk.Locked)
                throw new IndexLockedException("another writer of this disk");
            disk.Locked = true;
            return new LockRelease(disk);
        }
    }

    public void Dispose()
    {
    }

    private void BeginCall(bool needsSpace, SimulatedFile? syncing = null)
    {
        Calls++;
        if (Full && needsSpace)
            throw NoSpaceLeft();
        if (_plan.At == 0 || Calls < _plan.At)
            return;
        if (_plan.Fault == Fault.PowerCut)
            throw new PowerCutException();
        if (Calls >= _plan.At + _plan.Calls)
            return;
        if (_plan.Fault == Fault.InputOutputError)
        {
            syncing?.FailSync();
            throw new IOException("Input/output error : 'memory'", BrokenDisk);
        }

        if (needsSpace)
            throw NoSpaceLeft();
    }

    private static IOException NoSpaceLeft() => new("No space left on device : 'memory'", NoSpace);

    private sealed class Writer(FaultStorage storage, SimulatedFile content) : IStorageWriter
    {
        public void Write(ReadOnlySpan<byte> bytes)
        {
            lock (storage._gate)
            {
                try
                {
                    storage.BeginCall(needsSpace: true);
                }
                catch (IOException)
                {
                    // The first failing call may have written half of its bytes.
                    if (storage.Calls == storage._plan.At)
                        content.Append(bytes[..(bytes.Length / 2)]);
                    throw;
                }

                content.Append(bytes);
            }
        }

        public void Sync()
        {
            lock (storage._gate)
            {
                storage.BeginCall(needsSpace: true, content);
                content.Sync();
            }
        }

        public void Dispose()
        {
        }
    }

    private sealed class OpenFile(byte[] bytes) : IStorageFile
    {
        public long Length => bytes.Length;

        public ReadOnlySpan<byte> Span(long offset, int length) => bytes.AsSpan((int)offset, length);

        public void ReleasePages(long offset, long length)
        {
        }

        public void Dispose()
        {
        }
    }

    private sealed class LockRelease(SimulatedDisk disk) : IDisposable
    {
        public void Dispose() => disk.Locked = false;
    }
}
