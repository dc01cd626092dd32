using System.Globalization;
using System.Runtime.InteropServices;
using KnowledgeBase.Engine.Blobs;
using KnowledgeBase.Engine.Sections;

namespace KnowledgeBase.Engine.Columns;

/// <summary>
/// The values of one field in a segment: its distinct values in ascending order have the ordinals 1, 2, …; 0 is no value.
/// </summary>
internal abstract class Column(IntColumn ordinals, int count)
{
    public IntColumn Ordinals => ordinals;

    /// <summary>How many distinct values there are.</summary>
    public int Count => count;

    /// <summary>A value as text, for facets.</summary>
    public abstract string Text(int ordinal);
}

internal sealed class KeywordColumn : Column
{
    private readonly BlobReader? _values;

    public KeywordColumn(SectionFile file, int field, int documents, long narrowUpTo = BlobWriter.NarrowUpTo)
        : this(new IntColumn(file, SectionKeys.KeywordOrdinals + (uint)field, documents), Values(file, field, narrowUpTo))
    {
    }

    private KeywordColumn(IntColumn ordinals, BlobReader? values) : base(ordinals, values?.Count ?? 0) => _values = values;

    /// <summary>The column of a field, which a segment that was written before the field was added does not have.</summary>
    public static KeywordColumn Open(SectionFile file, int field, int documents) =>
        file.Has(SectionKeys.KeywordOrdinals + (uint)field)
            ? new KeywordColumn(file, field, documents)
            : new KeywordColumn(new IntColumn(documents), values: null);

    public override string Text(int ordinal) => new(Value(ordinal));

    public ReadOnlySpan<char> Value(int ordinal) => MemoryMarshal.Cast<byte, char>(_values![ordinal - 1]);

    /// <summary>The ordinal of a value, or 0.</summary>
    public int Find(ReadOnlySpan<char> value)
    {
        int low = 1, high = Count;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = Value(middle).SequenceCompareTo(value);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return 0;
    }

    private static BlobReader Values(SectionFile file, int field, long narrowUpTo)
    {
        var key = SectionKeys.KeywordValues + (uint)field;
        return new BlobReader(file, key, BlobReader.CountOf(file, key, narrowUpTo));
    }

    public static void Write(SectionFileWriter file, int field, ColumnBuilder<string> column, long narrowUpTo = BlobWriter.NarrowUpTo)
    {
        var (values, ordinals) = column.Finish();
        IntColumn.Write(file, SectionKeys.KeywordOrdinals + (uint)field, ordinals);
        var blob = new BlobWriter(file, SectionKeys.KeywordValues + (uint)field, narrowUpTo: narrowUpTo);
        foreach (var value in values)
            blob.Add(MemoryMarshal.AsBytes(value.AsSpan()));
        blob.Finish();
    }
}

internal sealed class NumberColumn : Column
{
    private readonly Section _values;

    public NumberColumn(SectionFile file, int field, int documents)
        : this(new IntColumn(file, SectionKeys.NumberOrdinals + (uint)field, documents), file.Open(SectionKeys.NumberValues + (uint)field))
    {
    }

    private NumberColumn(IntColumn ordinals, Section values) : base(ordinals, (int)(values.Length / sizeof(int))) => _values = values;

    public override string Text(int ordinal) => Value(ordinal).ToString(CultureInfo.InvariantCulture);

    public int Value(int ordinal) => _values.All<int>()[ordinal - 1];

    /// <summary>The first ordinal whose value is at least this one; <see cref="Column.Count"/> + 1 where none is.</summary>
    public int FindAtLeast(int value)
    {
        int low = 1, high = Count + 1;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Value(middle) < value)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    public static void Write(SectionFileWriter file, int field, ColumnBuilder<int> column)
    {
        var (values, ordinals) = column.Finish();
        IntColumn.Write(file, SectionKeys.NumberOrdinals + (uint)field, ordinals);
        file.Begin(SectionKeys.NumberValues + (uint)field);
        file.Write<int>(values);
        file.EndReadWhole();
    }
}
