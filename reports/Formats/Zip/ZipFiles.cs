namespace KnowledgeBase.Reports.Formats.Zip;

/// <summary>A file from inside a pack.</summary>
/// <param name="Path">Within the pack, with '/' between folders; never opened.</param>
/// <param name="Bytes">Empty where <paramref name="Failure"/> says why.</param>
public sealed record ArchivedFile(string Path, ReadOnlyMemory<byte> Bytes, ReadingFailure? Failure)
{
    /// <summary>Without folders, as <see cref="ReportReader.Read(string, ReadOnlyMemory{byte}, CancellationToken)"/> takes it.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}

/// <summary>Zip files that hold raw files, each of which is a file of its own. Packs within packs are not opened.</summary>
public static class ZipFiles
{
    private static readonly string[] NoReports = ["__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini"];

    /// <summary>Whether the bytes are a pack of files, and not a document that happens to be a zip file.</summary>
    public static bool IsArchive(ReadOnlyMemory<byte> bytes, ReadingOptions options)
    {
        if (FileTypes.Of(bytes.Span).Type != FileType.Zip)
            return false;
        try
        {
            var pack = ZipContents.Open(bytes, options);
            return !pack.IsDocument && pack.Entries.Count > 0;
        }
        catch (RefusedException)
        {
            // Read says what is wrong with it.
            return false;
        }
    }

    /// <summary>
    /// The files of a pack in the order of its directory, one at a time, so that no more than one is held. A pack that breaks a limit ends
    /// with a failure in place of a file.
    /// </summary>
    public static IEnumerable<ArchivedFile> Open(ReadOnlyMemory<byte> bytes, ReadingOptions options)
    {
        var (pack, refused) = Try(() => ZipContents.Open(bytes, options));
        if (pack is null)
        {
            yield return new("", default, refused);
            yield break;
        }

        foreach (var entry in pack.Entries.Where(e => !e.IsFolder && !NoReports.Any(n => e.Name.Contains(n, StringComparison.Ordinal))))
        {
            var (content, failure) = Try(() => pack.ReadAll(entry));
            yield return new(entry.Name, content, failure);
            if (failure?.Code == "zip-bomb")
                yield break;
        }
    }

    private static (T? Value, ReadingFailure? Failure) Try<T>(Func<T> read)
        where T : class
    {
        try
        {
            return (read(), null);
        }
        catch (RefusedException refused)
        {
            return (null, refused.Failure);
        }
    }
}
