using System.Globalization;
using System.Runtime.InteropServices;

namespace KnowledgeBase.Store.RawFiles;

/// <summary>Tells a folder from another one under the same path: a mount that was lost leaves the folder that it hid.</summary>
public static partial class FolderIdentity
{
    private const int CurrentFolder = -100;
    private const uint Inode = 0x100;

    // struct statx is the same on every architecture: the inode at 32, the device's numbers at 136 and 140.
    private const int InodeOffset = 32;
    private const int DeviceOffset = 136;

    /// <summary>Device and inode on Linux, the time of creation elsewhere; null where there is no folder.</summary>
    public static string? Of(string folder)
    {
        if (!Directory.Exists(folder))
            return null;
        var buffer = new byte[256];
        return OperatingSystem.IsLinux() && ReadStatus(CurrentFolder, folder, 0, Inode, buffer) == 0
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{BitConverter.ToUInt64(buffer, DeviceOffset)}:{BitConverter.ToUInt64(buffer, InodeOffset)}")
            : Directory.GetCreationTimeUtc(folder).ToString("O", CultureInfo.InvariantCulture);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ReadStatus(int folder, string path, int flags, uint mask, [Out] byte[] status);
}
