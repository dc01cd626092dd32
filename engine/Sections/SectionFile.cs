using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine.Sections;

/// <summary>Reads a file of <see cref="SectionFormat"/>. Every byte that it returns has been verified. Thread-safe.</summary>
internal sealed class SectionFile : IDisposable
{
    private readonly IStorageFile _file;
    private readonly Dictionary<uint, (long Offset, long Length)> _sections = [];
    private readonly uint[] _checksums;
    private readonly ulong[] _verified;
    private int _damages;
    private readonly long _directoryAt;

    /// <summary>Opens the file and verifies everything except the content of sections.</summary>
    /// <param name="length">The length that the manifest gives.</param>
    public SectionFile(IStorage storage, string name, long length, uint checksum)
    {
        Name = name;
        try
        {
            _file = storage.Open(name);
        }
        catch (FileNotFoundException)
        {
            throw new IndexDamagedException(name, 0, "the file is missing");
        }

        try
        {
            if (_file.Length != length)
                throw new IndexDamagedException(name, 0, $"{length} bytes expected, {_file.Length} found");
            var header = new ByteReader(_file.Span(0, SectionFormat.HeaderBytes));
            if (header.UInt64() != SectionFormat.Magic)
                throw new IndexDamagedException(name, 0, "it does not begin with the magic number of a segment");
            Version = header.UInt32();
            if (Version > SectionFormat.Version)
                throw new IndexVersionException(
                    $"segment '{name}' has format version {Version}, this program reads up to {SectionFormat.Version}. "
                    + "Use the newer program, or rebuild the index from the raw files.");
            (_directoryAt, _checksums) = ReadDirectory(checksum);
            _verified = new ulong[(_checksums.Length + 63) / 64];
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public string Name { get; }

    /// <summary>The format version that it was written with.</summary>
    public uint Version { get; }

    public long Length => _file.Length;

    public int Pages => _checksums.Length;

    /// <summary>Grows with every damage seen; whoever has verified something before verifies it again.</summary>
    public int Damages => Volatile.Read(ref _damages);

    /// <summary>Whether there is a section, which earlier versions do not have.</summary>
    public bool Has(uint key) => _sections.ContainsKey(key);

    public Section Open(uint key)
    {
        if (!_sections.TryGetValue(key, out var location))
            throw new IndexDamagedException(Name, _directoryAt, $"a section {key:x} expected, none found");
        return new Section(this, location.Offset, location.Length);
    }

    public IndexDamagedException Damage(long offset, string expected) => new(Name, offset, expected);

    /// <summary>Bytes of pages that may not have been verified yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Span(long offset, int length)
    {
        var first = (int)(offset / SectionFormat.PageBytes);
        var last = (int)((offset + length - 1) / SectionFormat.PageBytes);
        for (var page = first; page <= last; page++)
            if ((_verified[page >> 6] >> page & 1) == 0)
                Verify(page);
        return _file.Span(offset, length);
    }

    /// <summary>Bytes of pages that have been verified by an earlier call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Verified(long offset, int length) => _file.Span(offset, length);

    public void Verify(int page)
    {
        var from = (long)page * SectionFormat.PageBytes;
        var length = (int)Math.Min(SectionFormat.PageBytes, _directoryAt - from);
        if (Checksum.Of(_file.Span(from, length)) != _checksums[page])
        {
            // Where one page has changed others may have: none is trusted until it is verified again.
            Array.Clear(_verified);
            Interlocked.Increment(ref _damages);
            throw Damage(from, $"the checksum of {length} bytes does not match");
        }

        Interlocked.Or(ref _verified[page >> 6], 1UL << page);
    }

    /// <summary>Verifies a page again, without keeping it in memory for that.</summary>
    public void VerifyAndRelease(int page)
    {
        Verify(page);
        ReleasePages((long)page * SectionFormat.PageBytes, SectionFormat.PageBytes);
    }

    public void ReleasePages(long offset, long length) => _file.ReleasePages(offset, length);

    /// <summary>Writes the whole file elsewhere; each page is verified as it passes.</summary>
    public void CopyTo(IStorageWriter to, CancellationToken cancel)
    {
        for (var page = 0; page < _checksums.Length; page++)
        {
            cancel.ThrowIfCancellationRequested();
            Verify(page);
            var from = (long)page * SectionFormat.PageBytes;
            to.Write(_file.Span(from, (int)Math.Min(SectionFormat.PageBytes, _directoryAt - from)));
        }

        // Verified when the file was opened.
        to.Write(_file.Span(_directoryAt, checked((int)(_file.Length - _directoryAt))));
    }

    public void Dispose() => _file.Dispose();

    private (long DirectoryAt, uint[] Checksums) ReadDirectory(uint identity)
    {
        var tailAt = _file.Length - SectionFormat.TailBytes;
        var tail = _file.Span(tailAt, SectionFormat.TailBytes);
        if (BinaryPrimitives.ReadUInt32LittleEndian(tail[12..]) != Checksum.Of(tail[..12]))
            throw Damage(tailAt, "the tail's checksum does not match");
        var directoryAt = BinaryPrimitives.ReadInt64LittleEndian(tail);
        var bytes = _file.Span(directoryAt, checked((int)(tailAt - directoryAt)));
        if (BinaryPrimitives.ReadUInt32LittleEndian(tail[8..]) != Checksum.Of(bytes))
            throw Damage(directoryAt, "the directory's checksum does not match");
        if (BinaryPrimitives.ReadUInt32LittleEndian(tail[8..]) != identity)
            throw Damage(tailAt, "the tail of another file; the manifest refers to a different one");
        var reader = new ByteReader(bytes);
        for (var count = reader.UInt32(); count > 0; count--)
            _sections.Add(reader.UInt32(), (reader.Int64(), reader.Int64()));
        return (directoryAt, MemoryMarshal.Cast<byte, uint>(bytes[reader.Position..]).ToArray());
    }
}
