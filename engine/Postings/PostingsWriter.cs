using System.Diagnostics;
using KnowledgeBase.Engine.Codecs;

namespace KnowledgeBase.Engine.Postings;

/// <summary>Encodes one list after another in <see cref="PostingsFormat"/>.</summary>
internal sealed class PostingsWriter<TLengths>(FieldWeights weights, TLengths lengths) where TLengths : IFieldLengths
{
    private readonly ByteBuffer _list = new(4096);
    private readonly ByteBuffer _blocks = new(65536);
    private readonly uint[] _gaps = new uint[PostingsFormat.Block];

    /// <summary>The bytes of a list, until the next one is encoded.</summary>
    public ReadOnlySpan<byte> Encode(ReadOnlySpan<uint> documents, ReadOnlySpan<uint> codes)
    {
        Debug.Assert(documents.Length > 0 && documents.Length == codes.Length, "a list has documents, each with a code");
        Debug.Assert(Ascend(documents), "documents ascend");
        _list.Clear();
        _blocks.Clear();
        _list.VarInt((uint)documents.Length);
        var tail = documents.Length / PostingsFormat.Block * PostingsFormat.Block;
        var previous = -1;
        if (tail > 0)
        {
            _list.UInt16(Impact(documents[tail..], codes[tail..]));
            for (var at = 0; at < tail; at += PostingsFormat.Block)
                previous = EncodeBlock(documents.Slice(at, PostingsFormat.Block), codes.Slice(at, PostingsFormat.Block), previous);
            _list.Write(_blocks.Written);
        }

        EncodeTail(documents[tail..], codes[tail..], previous);
        return _list.Written;
    }

    private static bool Ascend(ReadOnlySpan<uint> documents)
    {
        for (var i = 1; i < documents.Length; i++)
            if (documents[i] <= documents[i - 1])
                return false;
        return true;
    }

    private int EncodeBlock(ReadOnlySpan<uint> documents, ReadOnlySpan<uint> codes, int previous)
    {
        for (var i = 0; i < documents.Length; i++)
        {
            _gaps[i] = (uint)((int)documents[i] - previous - 1);
            previous = (int)documents[i];
        }

        var gapToken = PatchedPacking.Pack(_gaps, _blocks);
        var codeToken = PatchedPacking.Pack(codes, _blocks);
        _list.UInt32((uint)previous);
        _list.UInt32((uint)_blocks.Length);
        _list.UInt16(Impact(documents, codes));
        _list.Byte(gapToken);
        _list.Byte(codeToken);
        return previous;
    }

    private void EncodeTail(ReadOnlySpan<uint> documents, ReadOnlySpan<uint> codes, int previous)
    {
        var start = _list.Length;
        var bytes = _list.Reserve(documents.Length * 2 * ByteBuffer.MaxVarIntBytes);
        var written = 0;
        for (var i = 0; i < documents.Length; i++)
        {
            written += ByteBuffer.VarInt((uint)((int)documents[i] - previous - 1) << 1 | (codes[i] == 0 ? 0u : 1u), bytes[written..]);
            if (codes[i] != 0)
                written += ByteBuffer.VarInt(codes[i], bytes[written..]);
            previous = (int)documents[i];
        }

        _list.Shorten(start + written);
    }

    private ushort Impact(ReadOnlySpan<uint> documents, ReadOnlySpan<uint> codes)
    {
        float greatest = 0;
        for (var i = 0; i < documents.Length; i++)
            greatest = Math.Max(greatest, weights.WeightedFrequency(lengths, (int)documents[i], (int)codes[i]));
        return PostingsFormat.Impact(greatest);
    }
}
