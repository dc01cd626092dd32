using System.Runtime.InteropServices;

namespace KnowledgeBase.Store.Durability;

/// <summary>Makes a folder's entries durable: after a rename, the new name itself must reach the disk.</summary>
internal static partial class DurableFolders
{
    /// <summary>Waits until the entries are on disk. .NET has no call for it; on Windows the file system journals them by itself.</summary>
    public static void Sync(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder, 0);
        if (descriptor < 0)
            throw new IOException($"'{folder}' cannot be opened to make it durable (errno {Marshal.GetLastPInvokeError()})");
        var failed = Fsync(descriptor) != 0 ? Marshal.GetLastPInvokeError() : 0;
        _ = Close(descriptor);
        if (failed != 0)
            throw new IOException($"'{folder}' cannot be made durable (errno {failed})");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
