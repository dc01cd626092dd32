namespace KnowledgeBase.Reports.Formats.Zip;

/// <summary>Counts and sums what an entry inflates to, and holds it against what its directory line promised.</summary>
internal sealed class InflatingStream(Stream inner, ZipEntry entry, Action<ZipEntry, long, int> count) : Stream
{
    private long _length;
    private uint _crc;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _length; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> into)
    {
        if (into.IsEmpty)
            return 0;
        var read = ReadInner(into);
        if (read == 0)
        {
            if (_length != entry.Size)
                throw new RefusedException("zip-lying-size", $"{entry.Name} says {entry.Size} bytes and holds {_length}");
            if (_crc != entry.Crc)
                throw new RefusedException("damaged", $"{entry.Name} fails its checksum");
            return 0;
        }

        _length += read;
        count(entry, _length, read);
        if (_length > entry.Size)
            throw new RefusedException("zip-lying-size", $"{entry.Name} says {entry.Size} bytes and holds more");
        _crc = Crc32.Append(_crc, into[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private int ReadInner(Span<byte> into)
    {
        try
        {
            return inner.Read(into);
        }
        catch (InvalidDataException e)
        {
            throw new RefusedException("damaged", $"{entry.Name} cannot be inflated: {e.Message}");
        }
    }
}
