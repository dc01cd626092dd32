using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace KnowledgeBase.Store.RawFiles;

/// <summary>
/// Finds file names that are not UTF-8, as archives made on Windows leave them. .NET cannot open these; they are listed escaped.
/// </summary>
internal static partial class RawNames
{
    // struct dirent of glibc and musl on 64-bit Linux: inode 8, offset 8, record length 2, type 1, then the name.
    private const int NameOffset = 19;

    /// <summary>The names in a folder that are not UTF-8, their bytes beyond ASCII as <c>\xD5</c>. Empty on other systems.</summary>
    public static IReadOnlyList<string> NotUtf8(string folder)
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
            return [];
        var handle = OpenFolder(folder);
        if (handle == 0)
            return [];
        try
        {
            var names = new List<string>();
            for (nint entry; (entry = ReadFolder(handle)) != 0;)
            {
                if (Escape(NameOf(entry)) is { } escaped)
                    names.Add(escaped);
            }

            return names;
        }
        finally
        {
            _ = CloseFolder(handle);
        }
    }

    private static byte[] NameOf(nint entry)
    {
        var length = 0;
        while (Marshal.ReadByte(entry, NameOffset + length) != 0)
            length++;
        var name = new byte[length];
        Marshal.Copy(entry + NameOffset, name, 0, length);
        return name;
    }

    /// <summary>Null for a name that is UTF-8.</summary>
    private static string? Escape(byte[] name)
    {
        if (System.Text.Unicode.Utf8.IsValid(name))
            return null;
        var escaped = new StringBuilder();
        foreach (var one in name)
            _ = one < 0x80 ? escaped.Append((char)one) : escaped.Append(CultureInfo.InvariantCulture, $"\\x{one:X2}");
        return escaped.ToString();
    }

    [LibraryImport("libc", EntryPoint = "opendir", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenFolder(string folder);

    [LibraryImport("libc", EntryPoint = "readdir")]
    private static partial nint ReadFolder(nint handle);

    [LibraryImport("libc", EntryPoint = "closedir")]
    private static partial int CloseFolder(nint handle);
}
