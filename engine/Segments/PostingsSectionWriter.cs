using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Postings;
using KnowledgeBase.Engine.Sections;
using KnowledgeBase.Engine.Terms;

namespace KnowledgeBase.Engine.Segments;

/// <summary>Writes the postings of all terms, ascending, and the dictionary that leads to them.</summary>
internal sealed class PostingsSectionWriter<TLengths> where TLengths : IFieldLengths
{
    /// <summary>How many terms ahead the postings of a builder are prefetched; their lists twice as far.</summary>
    private const int PrefetchDistance = 6;

    private readonly SectionFileWriter _file;
    private readonly PostingsWriter<TLengths> _lists;
    private readonly TermWriter _terms = new();

    public PostingsSectionWriter(SectionFileWriter file, FieldWeights weights, TLengths lengths)
    {
        _file = file;
        _lists = new PostingsWriter<TLengths>(weights, lengths);
        file.Begin(SectionKeys.Postings);
    }

    public void Add(uint term, ReadOnlySpan<uint> documents, ReadOnlySpan<uint> codes)
    {
        var list = _lists.Encode(documents, codes);
        _terms.Add(term, _file.SectionLength, list.Length);
        _file.Write(list);
    }

    /// <summary>Adds all terms of a builder.</summary>
    /// <param name="finalCodes">The final code of each of the builder's own.</param>
    public void AddAll(PostingsBuilder postings, int[] finalCodes)
    {
        var documents = Array.Empty<uint>();
        var codes = Array.Empty<uint>();
        var terms = postings.Terms();
        for (var i = 0; i < terms.Length; i++)
        {
            if (i + PrefetchDistance * 2 < terms.Length)
                postings.PrefetchList(terms[i + PrefetchDistance * 2].Handle);
            if (i + PrefetchDistance < terms.Length)
                postings.PrefetchPostings(terms[i + PrefetchDistance].Handle);
            var (term, handle) = terms[i];
            var count = postings.Count(handle);
            if (documents.Length < count)
                (documents, codes) = (new uint[count * 2], new uint[count * 2]);
            postings.Read(handle, documents.AsSpan(0, count), codes.AsSpan(0, count), finalCodes);
            Add(term, documents.AsSpan(0, count), codes.AsSpan(0, count));
        }
    }

    public void Finish()
    {
        _file.Write(stackalloc byte[BitPacking.Overread]);
        _file.End();
        _terms.Write(_file);
    }
}
