using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace KnowledgeBase.Engine.Storage;

/// <summary>
/// Keeps a mapped file as it is while it is read. Linux makes whoever opens a leased file to write or truncates it wait until the lease is
/// given back, 45 seconds at most by default; asked for it, this copies the file into memory of its own, puts that in the place of the
/// mapping, and gives it back. Without, a truncation would end the process at the next read of a page that is gone.
/// </summary>
/// <remarks>
/// Where the file system has no leases (some network file systems), or on other systems, there is none and files are read as they are.
/// </remarks>
internal sealed partial class FileLease : IDisposable
{
    private const int SetLease = 1024;
    private const int GetLease = 1025;
    private const int SetSignal = 10;
    private const int ReadLease = 0;
    private const int NoLease = 2;

    /// <summary>SIGURG, which is ignored unless handled; the default, SIGIO, would end the process.</summary>
    private const int Signal = 23;

    private const int ProtectRead = 1;
    private const int ProtectWrite = 2;
    private const int PrivateAnonymous = 0x22;
    private const int MayMoveFixed = 3;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly List<FileLease> Held = [];
    private static readonly Lock Gate = new();
    private static Timer? _timer;

    private readonly SafeFileHandle _file;
    private readonly nint _start;
    private readonly long _length;
    private readonly Lock _gate = new();
    private bool _copied;

    private FileLease(SafeFileHandle file, nint start, long length) => (_file, _start, _length) = (file, start, length);

    /// <summary>
    /// Takes a lease on a file, to be followed by <see cref="Guard"/> once it is mapped. False where there is none to be had.
    /// </summary>
    public static bool TryTake(SafeFileHandle file) =>
        OperatingSystem.IsLinux() && Control(file, SetSignal, Signal) == 0 && Control(file, SetLease, ReadLease) == 0;

    /// <summary>Sees to the mapping of a leased file from now on. Owns the handle.</summary>
    public static FileLease Guard(SafeFileHandle file, nint start, long length)
    {
        var lease = new FileLease(file, start, length);
        lock (Gate)
        {
            Held.Add(lease);
            _timer ??= new Timer(_ => GiveBackWanted(), null, Interval, Interval);
        }

        return lease;
    }

    /// <summary>To be called before the file is unmapped.</summary>
    public void Dispose()
    {
        lock (Gate)
            Held.Remove(this);
        _file.Dispose();
    }

    /// <summary>What <see cref="IStorageFile.ReleasePages"/> does; not to a copy, which could not be read again.</summary>
    public void ReleasePages(long offset, long length)
    {
        lock (_gate)
            if (!_copied)
                NativeFile.ReleasePages(_start, offset, length);
    }

    private static void GiveBackWanted()
    {
        lock (Gate)
            for (var i = Held.Count - 1; i >= 0; i--)
                if (Control(Held[i]._file, GetLease, 0) != ReadLease)
                {
                    Held[i].CopyAndGiveBack();
                    Held.RemoveAt(i);
                }
    }

    /// <summary>Readers go on meanwhile: the pages change places in one step, with the same bytes in them.</summary>
    private unsafe void CopyAndGiveBack()
    {
        var copy = Map(0, (nuint)_length, ProtectRead | ProtectWrite, PrivateAnonymous, -1, 0);
        if (copy == -1)
            return;
        for (long at = 0; at < _length;)
        {
            var read = RandomAccess.Read(_file, new Span<byte>((byte*)copy + at, (int)Math.Min(_length - at, 1 << 20)), at);
            if (read == 0)
                break;
            at += read;
        }

        lock (_gate)
        {
            _copied = true;
            _ = Protect(copy, (nuint)_length, ProtectRead);
            _ = Remap(copy, (nuint)_length, (nuint)_length, MayMoveFixed, _start);
        }

        _ = Control(_file, SetLease, NoLease);
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(SafeFileHandle file, int command, int argument);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, long offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "mremap", SetLastError = true)]
    private static partial nint Remap(nint address, nuint oldLength, nuint newLength, int flags, nint newAddress);
}
