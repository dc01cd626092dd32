namespace KnowledgeBase.Store.Durability;

/// <summary>Writes small files whole or not at all.</summary>
internal static class DurableFile
{
    /// <summary>Puts bytes in the place of a file, durable when this returns; a crash leaves the old file or the new one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">What it holds from now on.</param>
    /// <param name="isPrivate">Whether only this user may read it, where the system knows such a thing.</param>
    public static void Replace(string path, byte[] bytes, bool isPrivate = false)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var partial = path + ".new";
        using (var file = new FileStream(partial, Options(isPrivate)))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(partial, path, overwrite: true);
        DurableFolders.Sync(folder);
    }

    private static FileStreamOptions Options(bool isPrivate)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (isPrivate && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
