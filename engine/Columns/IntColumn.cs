using System.Runtime.CompilerServices;
using KnowledgeBase.Engine.Sections;

namespace KnowledgeBase.Engine.Columns;

/// <summary>One whole number, not negative, for each document, in as few bytes (1, 2 or 4) as the greatest needs.</summary>
internal sealed class IntColumn
{
    private readonly Section _section;

    public IntColumn(SectionFile file, uint key, int documents)
    {
        _section = file.Open(key);
        Width = documents == 0 ? 1 : (int)(_section.Length / documents);
        if (Width is not (1 or 2 or 4) || _section.Length != (long)Width * documents)
            throw _section.Damage(0, $"a column of {documents} numbers expected, {_section.Length} bytes found");
    }

    /// <summary>Bytes of one number.</summary>
    public int Width { get; }

    public int this[int document]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Width switch
        {
            1 => _section.All<byte>()[document],
            2 => _section.All<ushort>()[document],
            _ => _section.All<int>()[document],
        };
    }

    public ReadOnlySpan<T> All<T>() where T : unmanaged => _section.All<T>();

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
