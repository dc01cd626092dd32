using System.Buffers.Binary;
using KnowledgeBase.Engine.Sections;

namespace KnowledgeBase.Engine.Blobs;

/// <summary>Reads what <see cref="BlobWriter"/> wrote, an entry by one read of each of its two sections.</summary>
internal sealed class BlobReader(SectionFile file, uint key, int count)
{
    private readonly Section _bytes = file.Open(key);
    private readonly Section _starts = file.Open(key + SectionKeys.Kind);
    private readonly bool _wide = file.Open(key + SectionKeys.Kind).Length == (count + 1L) * sizeof(ulong);

    public int Count => count;

    /// <summary>The number of entries of a blob that is not sparse: the width of its starts follows from its bytes.</summary>
    public static int CountOf(SectionFile file, uint key, long narrowUpTo = BlobWriter.NarrowUpTo)
    {
        var width = file.Open(key).Length > narrowUpTo ? sizeof(ulong) : sizeof(uint);
        return (int)(file.Open(key + SectionKeys.Kind).Length / width) - 1;
    }

    public Section Bytes => _bytes;

    public ReadOnlySpan<byte> this[int entry]
    {
        get
        {
            var (start, length) = Locate(entry);
            return _bytes.Span(start, length);
        }
    }

    public (long Start, int Length) Locate(int entry)
    {
        if (_starts.Length == 0)
            return (0, 0);
        long start, end;
        if (_wide)
        {
            var pair = _starts.Span(entry * 8L, 16);
            start = BinaryPrimitives.ReadInt64LittleEndian(pair);
            end = BinaryPrimitives.ReadInt64LittleEndian(pair[8..]);
        }
        else
        {
            var pair = _starts.Span(entry * 4L, 8);
            start = BinaryPrimitives.ReadUInt32LittleEndian(pair);
            end = BinaryPrimitives.ReadUInt32LittleEndian(pair[4..]);
        }

        if (end < start || end > _bytes.Length || end - start > int.MaxValue)
            throw _starts.Damage(entry * 4L, $"the entry {entry} occupies {start} to {end} of {_bytes.Length} bytes");
        return (start, (int)(end - start));
    }
}
