using System.Runtime.InteropServices;

namespace KnowledgeBase.Engine.Columns;

/// <summary>
/// Collects the values of one field: at the end the distinct ones in ascending order, and each document's ordinal among them, from 1; 0 is
/// no value.
/// </summary>
internal sealed class ColumnBuilder<T>(IComparer<T> order) where T : notnull
{
    private readonly Dictionary<T, int> _numbers = [];
    private readonly List<int> _documents = [];

    /// <summary>A provisional number for a value, to be passed to <see cref="Add"/>.</summary>
    public int Number(T value)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, value, out var known);
        if (!known)
            number = _numbers.Count;
        return number;
    }

    public void Add(int number) => _documents.Add(number);

    public (T[] Values, int[] Ordinals) Finish()
    {
        T[] values = [.. _numbers.Keys];
        Array.Sort(values, order);
        var ordinals = new int[values.Length + 1];
        for (var i = 0; i < values.Length; i++)
            ordinals[_numbers[values[i]]] = i + 1;
        var documents = new int[_documents.Count];
        for (var i = 0; i < documents.Length; i++)
            documents[i] = ordinals[_documents[i]];
        return (values, documents);
    }
}
