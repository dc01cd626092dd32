using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Sections;

namespace KnowledgeBase.Engine.Segments;

/// <summary>
/// Counts and statistics of a segment, deleted documents included. Stored as: documents i32, groups i32, then per text field the sum of
/// lengths i64 and the documents with a length above zero i32.
/// </summary>
internal sealed record SegmentInfo(int Documents, int Groups, FieldStatistics Fields)
{
    public void Write(SectionFileWriter file)
    {
        var bytes = new ByteBuffer();
        bytes.Int32(Documents);
        bytes.Int32(Groups);
        Fields.Write(bytes);
        file.Begin(SectionKeys.Info);
        file.Write(bytes.Written);
        file.End();
    }

    public static SegmentInfo Read(SectionFile file, int fields)
    {
        var section = file.Open(SectionKeys.Info);
        var reader = new ByteReader(section.Span(0, checked((int)section.Length)));
        try
        {
            return new SegmentInfo(reader.Int32(), reader.Int32(), FieldStatistics.Read(ref reader, fields));
        }
        catch (InvalidDataException)
        {
            throw section.Damage(0, $"info of {fields} text fields expected, {section.Length} bytes found");
        }
    }
}

/// <summary>The sum of the lengths of each text field, and in how many documents it is above zero.</summary>
internal sealed class FieldStatistics(int fields)
{
    public long[] Lengths { get; } = new long[fields];

    public int[] DocumentCounts { get; } = new int[fields];

    public FieldStatistics Copy()
    {
        var copy = new FieldStatistics(fields);
        copy.Add(this);
        return copy;
    }

    public void Add(FieldStatistics other)
    {
        for (var f = 0; f < fields; f++)
        {
            Lengths[f] += other.Lengths[f];
            DocumentCounts[f] += other.DocumentCounts[f];
        }
    }

    public void Add(int field, int length)
    {
        Lengths[field] += length;
        if (length > 0)
            DocumentCounts[field]++;
    }

    public void Remove(int field, int length)
    {
        Lengths[field] -= length;
        if (length > 0)
            DocumentCounts[field]--;
    }

    /// <summary>The average lengths of <see cref="Scoring.Bm25"/>; 0 where no document has the field.</summary>
    public float[] Averages() =>
        [.. Lengths.Zip(DocumentCounts, (length, count) => count == 0 ? 0f : (float)((double)length / count))];

    public void Write(ByteBuffer bytes)
    {
        for (var f = 0; f < fields; f++)
        {
            bytes.Int64(Lengths[f]);
            bytes.Int32(DocumentCounts[f]);
        }
    }

    public static FieldStatistics Read(ref ByteReader reader, int fields)
    {
        var totals = new FieldStatistics(fields);
        for (var f = 0; f < fields; f++)
        {
            totals.Lengths[f] = reader.Int64();
            totals.DocumentCounts[f] = reader.Int32();
        }

        return totals;
    }
}
