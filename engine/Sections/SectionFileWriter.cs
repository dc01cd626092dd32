using System.Buffers.Binary;
using System.Runtime.InteropServices;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine.Sections;

/// <summary>Writes a file of <see cref="SectionFormat"/>, section by section, in one pass.</summary>
internal sealed class SectionFileWriter : IDisposable
{
    private readonly IStorageWriter _file;
    private readonly byte[] _buffer = new byte[SectionFormat.PageBytes * 8];
    private readonly List<(uint Key, long Offset, long Length)> _sections = [];
    private readonly List<uint> _checksums = [];
    private readonly long _mostReadWhole;
    private int _buffered;
    private long _flushed;

    /// <param name="mostReadWhole">The most bytes of a section that is read as a whole.</param>
    public SectionFileWriter(IStorage storage, string name, long mostReadWhole = int.MaxValue)
    {
        _mostReadWhole = mostReadWhole;
        _file = storage.Create(name);
        UInt64(SectionFormat.Magic);
        UInt32(SectionFormat.Version);
        UInt32(0);
    }

    private long Position => _flushed + _buffered;

    /// <summary>Bytes of the current section so far.</summary>
    public long SectionLength => Position - _sections[^1].Offset;

    public void Begin(uint key)
    {
        ReadOnlySpan<byte> padding = [0, 0, 0, 0, 0, 0, 0];
        Write(padding[..(int)(-Position & (sizeof(ulong) - 1))]);
        _sections.Add((key, Position, 0));
    }

    public void End() => _sections[^1] = _sections[^1] with { Length = SectionLength };

    /// <summary>Ends a section that <see cref="Section.All"/> is to read.</summary>
    /// <exception cref="IndexArgumentException">It is too long for that.</exception>
    public void EndReadWhole()
    {
        End();
        if (SectionLength > _mostReadWhole)
        {
            throw new IndexArgumentException(
                $"section {_sections[^1].Key:x} of a segment would have {SectionLength} bytes; at most {_mostReadWhole} can be read.");
        }
    }

    public void UInt32(uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        Write(bytes);
    }

    public void UInt64(ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        Write(bytes);
    }

    public void Write<T>(ReadOnlySpan<T> values) where T : unmanaged => Write(MemoryMarshal.AsBytes(values));

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = Math.Min(bytes.Length, _buffer.Length - _buffered);
            bytes[..count].CopyTo(_buffer.AsSpan(_buffered));
            _buffered += count;
            bytes = bytes[count..];
            if (_buffered == _buffer.Length)
                Flush();
        }
    }

    /// <summary>Completes the file and makes it durable. Returns its length and the checksum that identifies it.</summary>
    public (long Length, uint Checksum) Finish()
    {
        var directoryAt = Position;
        Flush();
        var directory = new ByteBuffer();
        directory.UInt32((uint)_sections.Count);
        foreach (var (key, offset, length) in _sections)
        {
            directory.UInt32(key);
            directory.Int64(offset);
            directory.Int64(length);
        }

        foreach (var checksum in _checksums)
            directory.UInt32(checksum);
        var identity = Checksum.Of(directory.Written);
        var tail = new ByteBuffer();
        tail.Int64(directoryAt);
        tail.UInt32(identity);
        tail.UInt32(Checksum.Of(tail.Written));
        _file.Write(directory.Written);
        _file.Write(tail.Written);
        _file.Sync();
        return (directoryAt + directory.Length + tail.Length, identity);
    }

    public void Dispose() => _file.Dispose();

    private void Flush()
    {
        for (var page = 0; page < _buffered; page += SectionFormat.PageBytes)
            _checksums.Add(Checksum.Of(_buffer.AsSpan(page, Math.Min(SectionFormat.PageBytes, _buffered - page))));
        _file.Write(_buffer.AsSpan(0, _buffered));
        _flushed += _buffered;
        _buffered = 0;
    }
}
