using System.Runtime.InteropServices;
using KnowledgeBase.Engine.Files;

namespace KnowledgeBase.Engine.Stored;

/// <summary>
/// Runs of bytes, numbered from 0: their bytes one after another in one section, and in the next the starts of all and the end of the
/// last, as u32, or as u64 where the bytes are more than that holds. Where
/// <c>sparse</c> says that entries are mostly empty and all of them are, there are no starts.
/// </summary>
internal sealed class BlobWriter
{
    private readonly SectionFileWriter _file;
    private readonly uint _key;
    private readonly bool _sparse;
    private readonly List<long> _starts = [0];

    public BlobWriter(SectionFileWriter file, uint key, bool sparse = false)
    {
        (_file, _key, _sparse) = (file, key, sparse);
        file.Begin(key);
    }

    /// <summary>Adds to the entry at hand.</summary>
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
        if (_starts.Count > 0 && _starts[^1] > uint.MaxValue)
            _file.Write<long>(CollectionsMarshal.AsSpan(_starts));
        else
            foreach (var start in _starts)
                _file.UInt32((uint)start);
        _file.End();
    }
}
