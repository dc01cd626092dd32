using KnowledgeBase.Engine.Sections;

namespace KnowledgeBase.Engine.KeyIndexes;

/// <summary>Writes the index of a list of keys: hash × 2^32 + number, ascending, as u64.</summary>
internal sealed class KeyIndexWriter
{
    private readonly List<ulong> _entries = [];

    public void Add(ReadOnlySpan<byte> key) => _entries.Add((ulong)KeyHash.Of(key) << 32 | (uint)_entries.Count);

    public void Write(SectionFileWriter file, uint section)
    {
        var entries = _entries.ToArray();
        Array.Sort(entries);
        file.Begin(section);
        file.Write<ulong>(entries);
        file.EndReadWhole();
    }
}
