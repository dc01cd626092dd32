using System.Diagnostics;

namespace KnowledgeBase.Engine.Storage;

/// <summary>
/// A file opened exclusively, which the system closes however the process ends; a second file names the holder for messages.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    public const string LockName = "writer.lock";
    public const string HolderName = "writer.holder";

    private const int WouldBlockLinux = 11;
    private const int WouldBlockMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);

    private readonly FileStream _file;
    private readonly string _holder;

    private FolderLock(FileStream file, string holder) => (_file, _holder) = (file, holder);

    public static FolderLock Take(string folder)
    {
        var holder = Path.Combine(folder, HolderName);
        try
        {
            var file = new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            try
            {
                using var self = Process.GetCurrentProcess();
                // Only for a message, so neither atomic nor durable.
                File.WriteAllText(holder, $"process {Environment.ProcessId} ({self.ProcessName})");
                return new FolderLock(file, holder);
            }
            catch
            {
                // Without a holder file (on a full disk, for example) the lock is not taken, so it must not stay open.
                file.Dispose();
                throw;
            }
        }
        catch (IOException e) when (e.HResult is WouldBlockLinux or WouldBlockMac or SharingViolation)
        {
            throw new IndexLockedException(Holder(holder));
        }
    }

    private static string Holder(string path)
    {
        try
        {
            return File.ReadAllText(path) is { Length: > 0 } text ? text : "another process";
        }
        catch (IOException)
        {
            return "another process";
        }
    }

    public void Dispose()
    {
        File.Delete(_holder);
        _file.Dispose();
    }
}
