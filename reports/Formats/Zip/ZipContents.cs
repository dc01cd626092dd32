using System.IO.Compression;
using System.Runtime.InteropServices;

namespace KnowledgeBase.Reports.Formats.Zip;

/// <summary>
/// A zip file in memory, read without trust: names must be plain and unique, sizes are what really inflates, and all
/// entries together stay under one limit. (System.IO.Compression believes declared sizes and returns the first of two
/// equal names.)
/// </summary>
internal sealed class ZipContents
{
    /// <summary>Below this an entry may inflate at any ratio: short files of blanks do no harm.</summary>
    private const long FreeInflation = 4 << 20;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly ReadingOptions _options;
    private long _inflated;

    private ZipContents(ReadOnlyMemory<byte> bytes, ReadingOptions options, IReadOnlyList<ZipEntry> entries)
    {
        (_bytes, _options, Entries) = (bytes, options, entries);
    }

    public IReadOnlyList<ZipEntry> Entries { get; }

    public static ZipContents Open(ReadOnlyMemory<byte> bytes, ReadingOptions options) =>
        new(bytes, options, ZipDirectory.Read(bytes.Span, options));

    /// <summary>Whether it is an office document of whatever kind.</summary>
    public bool IsDocument => Find("[Content_Types].xml") is not null || Find("mimetype") is not null;

    public ZipEntry? Find(string name) => Entries.FirstOrDefault(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The entry's bytes as they inflate. The stream throws <see cref="RefusedException"/> where the entry breaks a limit or its promise.
    /// </summary>
    public Stream Open(ZipEntry entry)
    {
        if (entry.IsEncrypted)
            throw new RefusedException("encrypted", $"{entry.Name} is encrypted");
        var packed = ToStream(ZipDirectory.DataOf(entry, _bytes));
        Stream inflated = entry.Method switch
        {
            0 => packed,
            8 => new DeflateStream(packed, CompressionMode.Decompress),
            _ => throw new RefusedException("unsupported", $"{entry.Name} is packed by method {entry.Method}"),
        };
        return new InflatingStream(inflated, entry, Count);
    }

    public byte[] ReadAll(ZipEntry entry)
    {
        using var stream = Open(entry);
        // Sized by what inflates, not by what is declared.
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    /// <summary>Called as bytes inflate, before anyone sees them.</summary>
    private void Count(ZipEntry entry, long ofEntry, int more)
    {
        _inflated += more;
        if (_inflated > _options.MaxInflatedBytes)
            throw new RefusedException("zip-bomb", $"inflates to more than {_options.MaxInflatedBytes} bytes");
        if (ofEntry > FreeInflation && ofEntry > entry.PackedSize * _options.MaxInflationRatio)
            throw new RefusedException(
                "zip-bomb", $"{entry.Name} inflates to more than {_options.MaxInflationRatio} times its packed size");
    }

    private static MemoryStream ToStream(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var array)
        ? new(array.Array!, array.Offset, array.Count, writable: false)
        : new(bytes.ToArray(), writable: false);
}
