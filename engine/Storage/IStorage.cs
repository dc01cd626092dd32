namespace KnowledgeBase.Engine.Storage;

/// <summary>
/// One flat folder of named files: all that the engine needs of a disk. Published files are never changed or truncated, only replaced by
/// <see cref="Rename"/> or unlinked by <see cref="Delete"/>. What is durable: the bytes of a file once its
/// <see cref="IStorageWriter.Sync"/>
/// returned, and the names in the folder once <see cref="SyncFolder"/> returned.
/// </summary>
/// <remarks>Failures are <see cref="IOException"/>; an implementation converts its platform's other exceptions. Thread-safe.</remarks>
internal interface IStorage : IDisposable
{
    /// <summary>For messages: the path of the folder.</summary>
    string Name { get; }

    /// <summary>The names of all files, in ordinal order; empty where the folder does not exist yet.</summary>
    IReadOnlyList<string> List();

    /// <summary>A new file, and the folder where it is missing. A file of that name is replaced by an empty one.</summary>
    IStorageWriter Create(string name);

    /// <exception cref="FileNotFoundException">There is none.</exception>
    IStorageFile Open(string name);

    /// <summary>Renames a file atomically, replacing one that has the new name.</summary>
    void Rename(string from, string to);

    /// <summary>Unlinks a file; readers that have it open are not affected. No effect where there is none.</summary>
    void Delete(string name);

    /// <summary>Makes creations, renames and deletions durable.</summary>
    void SyncFolder();

    /// <summary>Takes the one lock of the folder. Disposing releases it, and so does the end of the process, however it ends.</summary>
    /// <exception cref="IndexLockedException">Another writer has it; the message names the holder.</exception>
    IDisposable Lock();
}

/// <summary>A file in the making: bytes are appended, nothing else.</summary>
internal interface IStorageWriter : IDisposable
{
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Returns when every byte written so far would survive a power cut.</summary>
    void Sync();
}

/// <summary>A finished file. Spans are valid until it is disposed; callers dispose it only when no reader is left.</summary>
internal interface IStorageFile : IDisposable
{
    long Length { get; }

    /// <summary>The bytes from an offset. The caller has checked them against <see cref="Length"/>.</summary>
    ReadOnlySpan<byte> Span(long offset, int length);

    /// <summary>A hint that these bytes are not needed soon, so that a long sequential read does not grow the resident memory.</summary>
    void ReleasePages(long offset, long length);
}
