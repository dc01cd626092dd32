using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Files;

namespace KnowledgeBase.Engine.Segments;

/// <summary>What a segment holds in total, deleted documents included. Stored as: documents i32, groups i32, then per text field the sum of lengths i64 and the documents with a length above zero i32.</summary>
internal sealed record SegmentFacts(int Documents, int Groups, FieldTotals Fields)
{
    public void Write(SectionFileWriter file)
    {
        var bytes = new ByteBuffer();
        bytes.Int32(Documents);
        bytes.Int32(Groups);
        Fields.Write(bytes);
        file.Begin(SectionKeys.Facts);
        file.Write(bytes.Written);
        file.End();
    }

    public static SegmentFacts Read(SectionFile file, int fields)
    {
        var section = file.Open(SectionKeys.Facts);
        var reader = new ByteReader(section.Span(0, checked((int)section.Length)));
        try
        {
            return new SegmentFacts(reader.Int32(), reader.Int32(), FieldTotals.Read(ref reader, fields));
        }
        catch (InvalidDataException)
        {
            throw section.Damage(0, $"facts of {fields} text fields expected, {section.Length} bytes found");
        }
    }
}

/// <summary>The sum of the lengths of each text field, and in how many documents it is above zero.</summary>
internal sealed class FieldTotals(int fields)
{
    public long[] Lengths { get; } = new long[fields];

    public int[] Holding { get; } = new int[fields];

    public FieldTotals Copy()
    {
        var copy = new FieldTotals(fields);
        copy.Add(this);
        return copy;
    }

    public void Add(FieldTotals other)
    {
        for (var f = 0; f < fields; f++)
        {
            Lengths[f] += other.Lengths[f];
            Holding[f] += other.Holding[f];
        }
    }

    public void Add(int field, int length)
    {
        Lengths[field] += length;
        if (length > 0)
            Holding[field]++;
    }

    public void Remove(int field, int length)
    {
        Lengths[field] -= length;
        if (length > 0)
            Holding[field]--;
    }

    /// <summary>The average lengths of <see cref="Scoring.Bm25"/>; 0 where no document has the field.</summary>
    public float[] Averages() => [.. Lengths.Zip(Holding, (length, holding) => holding == 0 ? 0f : (float)((double)length / holding))];

    public void Write(ByteBuffer bytes)
    {
        for (var f = 0; f < fields; f++)
        {
            bytes.Int64(Lengths[f]);
            bytes.Int32(Holding[f]);
        }
    }

    public static FieldTotals Read(ref ByteReader reader, int fields)
    {
        var totals = new FieldTotals(fields);
        for (var f = 0; f < fields; f++)
        {
            totals.Lengths[f] = reader.Int64();
            totals.Holding[f] = reader.Int32();
        }

        return totals;
    }
}
