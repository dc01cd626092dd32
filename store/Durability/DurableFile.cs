namespace KnowledgeBase.Store.Durability;

/// <summary>Writes small files whole or not at all.</summary>
internal static class DurableFile
{
    /// <summary>Puts bytes in the place of a file, durable when this returns; a crash leaves the old file or the new one.</summary>
    public static void Replace(string path, byte[] bytes)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var partial = path + ".new";
        using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(partial, path, overwrite: true);
        DurableFolders.Sync(folder);
    }
}
