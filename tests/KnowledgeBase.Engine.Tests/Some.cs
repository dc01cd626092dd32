using KnowledgeBase.Engine.Postings;
using KnowledgeBase.Engine.Proofs.Faults;
using KnowledgeBase.Engine.Sections;

namespace KnowledgeBase.Engine.Tests;

/// <summary>Values for tests of single parts: numbers, postings, and section files in memory.</summary>
internal static class Some
{
    private const string FileName = "segment";

    /// <summary>Random numbers of at most a width.</summary>
    public static uint[] Numbers(Random random, int count, int width) =>
        [.. Enumerable.Range(0, count).Select(_ => width == 0 ? 0 : (uint)random.NextInt64(1L << width))];

    /// <summary>So many distinct documents, ascending, that are on average a gap apart; now and then much farther.</summary>
    public static uint[] Documents(Random random, int count, int gap)
    {
        var documents = new uint[count];
        uint previous = 0;
        for (var i = 0; i < count; i++)
        {
            var step = random.Next(gap * 2) + (random.Next(50) == 0 ? gap * 100 : 0);
            documents[i] = previous + (uint)step;
            previous = documents[i] + 1;
        }

        return documents;
    }

    /// <summary>The bytes of a section file, and the checksum by which the manifest knows it.</summary>
    public static (byte[] Bytes, uint Checksum) SectionBytes(Action<SectionFileWriter> write)
    {
        var disk = new SimulatedDisk();
        using var file = new SectionFileWriter(new FaultStorage(disk, FaultPlan.None), FileName);
        write(file);
        var (length, checksum) = file.Finish();
        var bytes = disk.Names[FileName].Bytes.ToArray();
        Assert.Equal(length, bytes.Length);
        return (bytes, checksum);
    }

    public static SectionFile SectionFile(byte[] bytes, long length, uint checksum)
    {
        var storage = new FaultStorage(new SimulatedDisk(), FaultPlan.None);
        using (var writer = storage.Create(FileName))
            writer.Write(bytes);
        return new SectionFile(storage, FileName, length, checksum);
    }

    public static SectionFile SectionFile(Action<SectionFileWriter> write)
    {
        var (bytes, checksum) = SectionBytes(write);
        return SectionFile(bytes, bytes.Length, checksum);
    }
}

/// <summary>Lengths of fields in plain arrays, by field and document.</summary>
internal readonly struct PlainLengths(int[][] lengths) : IFieldLengths
{
    public int Of(int field, int document) => lengths[field][document];
}
