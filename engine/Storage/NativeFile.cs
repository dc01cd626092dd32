using System.Runtime.InteropServices;

namespace KnowledgeBase.Engine.Storage;

/// <summary>System calls that .NET does not offer. On Windows they do nothing: NTFS orders renames itself.</summary>
internal static partial class NativeFile
{
    private const int ReadOnly = 0;
    private const int DontNeed = 4;
    private const int FileSizeLimitSignal = 25;

    private static readonly Lazy<PosixSignalRegistration?> FileSizeLimit = new(() =>
        OperatingSystem.IsLinux()
            ? PosixSignalRegistration.Create((PosixSignal)FileSizeLimitSignal, context => context.Cancel = true)
            : null);

    /// <summary>
    /// A write beyond `ulimit -f` raises a signal that ends the process by default; handled, the write fails with an error instead.
    /// </summary>
    public static void SurviveFileSizeLimit() => _ = FileSizeLimit.Value;

    public static void SyncFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(path, ReadOnly);
        if (descriptor < 0)
            throw Failure("open", path);
        try
        {
            if (Fsync(descriptor) < 0)
                throw Failure("fsync", path);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    public static void ReleasePages(nint start, long offset, long length)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var page = (long)Environment.SystemPageSize;
        var from = (offset + page - 1) / page * page;
        var to = (offset + length) / page * page;
        if (to > from)
            _ = Advise((nint)(start + from), (nuint)(to - from), DontNeed);
    }

    private static IOException Failure(string call, string path) =>
        new($"{call} of '{path}' failed: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    private static partial int Advise(nint address, nuint length, int advice);
}
