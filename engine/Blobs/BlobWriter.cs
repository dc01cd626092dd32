using System.Runtime.InteropServices;
using KnowledgeBase.Engine.Sections;

namespace KnowledgeBase.Engine.Blobs;

/// <summary>
/// Byte strings, numbered from 0: their bytes one after another in one section, and in the next the start of each and the end of the last,
/// as u32, or as u64 where there are more bytes. A <c>sparse</c> blob, whose entries are mostly empty, has no starts where all are empty.
/// </summary>
internal sealed class BlobWriter
{
    /// <summary>Up to so many bytes the starts are u32.</summary>
    public const long NarrowUpTo = uint.MaxValue;

    private readonly SectionFileWriter _file;
    private readonly uint _key;
    private readonly bool _sparse;
    private readonly long _narrowUpTo;
    private readonly List<long> _starts = [0];

    public BlobWriter(SectionFileWriter file, uint key, bool sparse = false, long narrowUpTo = NarrowUpTo)
    {
        (_file, _key, _sparse, _narrowUpTo) = (file, key, sparse, narrowUpTo);
        file.Begin(key);
    }

    /// <summary>Appends to the current entry.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => _file.Write(bytes);

    public void EndEntry() => _starts.Add(_file.SectionLength);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Append(bytes);
        EndEntry();
    }

    public void Finish()
    {
        _file.End();
        _file.Begin(_key + SectionKeys.Kind);
        if (_sparse && _starts[^1] == 0)
            _starts.Clear();
        if (_starts.Count > 0 && _starts[^1] > _narrowUpTo)
            _file.Write<long>(CollectionsMarshal.AsSpan(_starts));
        else
            foreach (var start in _starts)
                _file.UInt32((uint)start);
        _file.End();
    }
}
