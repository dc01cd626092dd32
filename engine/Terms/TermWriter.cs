using System.Diagnostics;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Sections;

namespace KnowledgeBase.Engine.Terms;

/// <summary>Collects the dictionary while the postings are being written, and writes it after them.</summary>
internal sealed class TermWriter
{
    private readonly ByteBuffer _terms = new(65536);
    private readonly ByteBuffer _index = new(4096);
    private uint _previous;
    private int _inBlock = TermFormat.Block;
    private long _end = -1;

    /// <param name="offset">Where the term's postings begin in their section, and how many bytes they have.</param>
    public void Add(uint term, long offset, int length)
    {
        Debug.Assert(_end < 0 || term > _previous, "terms ascend");
        Debug.Assert(_end < 0 || offset == _end, "postings lists are stored in the order of the terms, without gaps");
        if (_inBlock == TermFormat.Block)
        {
            _index.UInt32(term);
            _index.UInt32((uint)_terms.Length);
            _index.Int64(offset);
            _previous = term;
            _inBlock = 0;
        }

        _terms.VarInt(term - _previous);
        _terms.VarInt((uint)length);
        _previous = term;
        _end = offset + length;
        _inBlock++;
    }

    public void Write(SectionFileWriter file)
    {
        file.Begin(SectionKeys.Terms);
        file.Write(_terms.Written);
        file.End();
        file.Begin(SectionKeys.TermIndex);
        file.Write(_index.Written);
        file.EndReadWhole();
    }
}
