using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KnowledgeBase.Engine.Sections;

namespace KnowledgeBase.Engine.Columns;

/// <summary>One whole number, not negative, for each document, in as few bytes (1, 2 or 4) as the greatest needs.</summary>
internal sealed class IntColumn
{
    private readonly Section? _section;
    private readonly int[] _zeros = [];

    public IntColumn(SectionFile file, uint key, int documents)
    {
        _section = file.Open(key);
        Width = documents == 0 ? 1 : (int)(_section.Length / documents);
        if (Width is not (1 or 2 or 4) || _section.Length != (long)Width * documents)
            throw _section.Damage(0, $"a column of {documents} numbers expected, {_section.Length} bytes found");
    }

    /// <summary>Zero for each document: what a column holds that was added to the schema after the segment had been written.</summary>
    public IntColumn(int documents) => _zeros = new int[documents];

    /// <summary>Bytes of one number in the file; 0 where the file has no such column.</summary>
    public int Width { get; }

    public int this[int document]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Width switch
        {
            1 => _section!.All<byte>()[document],
            2 => _section!.All<ushort>()[document],
            4 => _section!.All<int>()[document],
            _ => 0,
        };
    }

    /// <summary>All numbers: as <c>byte</c> where the width is 1, as <c>ushort</c> where it is 2, otherwise as <c>int</c>.</summary>
    public ReadOnlySpan<T> All<T>() where T : unmanaged =>
        _section is { } section ? section.All<T>() : MemoryMarshal.Cast<int, T>(_zeros);

    public static void Write(SectionFileWriter file, uint key, ReadOnlySpan<int> values)
    {
        var greatest = 0;
        foreach (var value in values)
            greatest = Math.Max(greatest, value);
        file.Begin(key);
        if (greatest > ushort.MaxValue)
            file.Write(values);
        else if (greatest > byte.MaxValue)
            WriteAs(file, values, static value => (ushort)value);
        else
            WriteAs(file, values, static value => (byte)value);
        file.EndReadWhole();
    }

    private static void WriteAs<T>(SectionFileWriter file, ReadOnlySpan<int> values, Func<int, T> narrow) where T : unmanaged
    {
        var narrowed = new T[values.Length];
        for (var i = 0; i < values.Length; i++)
            narrowed[i] = narrow(values[i]);
        file.Write<T>(narrowed);
    }
}
