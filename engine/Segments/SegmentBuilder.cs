using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using KnowledgeBase.Engine.Analysis;
using KnowledgeBase.Engine.Blobs;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Columns;
using KnowledgeBase.Engine.KeyIndexes;
using KnowledgeBase.Engine.Postings;
using KnowledgeBase.Engine.Sections;
using KnowledgeBase.Engine.Signatures;
using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine.Segments;

/// <summary>Turns groups of documents into one segment file.</summary>
/// <param name="tokens">What the texts are written with.</param>
/// <param name="postings">Must be empty.</param>
internal sealed class SegmentBuilder(IndexSchema schema, PostingsBuilder postings, SharedTokens tokens)
{
    /// <summary>Of each field, for each document, the text's length + 1, 0 for none.</summary>
    private readonly List<int>[] _lengths = [.. schema.Texts.Select(_ => new List<int>())];
    private readonly FieldStatistics _totals = new(schema.Texts.Count);
    private readonly List<DocumentGroup> _groups = [];
    private readonly List<int> _groupStarts = [0];
    private readonly List<IndexDocument> _documents = [];

    public void Add(DocumentGroup group)
    {
        foreach (var document in group.Documents)
        {
            for (var f = 0; f < schema.Texts.Count; f++)
            {
                var text = f < document.Texts.Count ? document.Texts[f] : null;
                _lengths[f].Add(text is null ? 0 : text.Length + 1);
                if (text is { Length: > 0 })
                    AddText(_documents.Count, f, text);
            }

            _documents.Add(document);
        }

        _groups.Add(group);
        _groupStarts.Add(_documents.Count);
    }

    public (SegmentName Name, SegmentInfo Facts) Write(IStorage storage, long number)
    {
        var facts = new SegmentInfo(_documents.Count, _groups.Count, _totals);
        using var file = new SectionFileWriter(storage, SegmentName.FileOf(number));
        facts.Write(file);
        WriteTexts(file);
        WritePostings(file);
        WriteColumns(file);
        WriteDocuments(file);
        WriteGroups(file);
        WriteSignatures(file);
        var (length, checksum) = file.Finish();
        return (new SegmentName(number, length, checksum), facts);
    }

    private void AddText(int document, int field, string text)
    {
        _totals.Add(field, text.Length);
        var folded = ArrayPool<char>.Shared.Rent(text.Length);
        Folding.Current.Fold(text, folded);
        postings.Add(document, field, folded.AsSpan(0, text.Length));
        ArrayPool<char>.Shared.Return(folded);
    }

    private void WriteTexts(SectionFileWriter file)
    {
        var encoder = tokens.For(_totals.Lengths.Sum(), Show);
        if (encoder is not null)
            SegmentFormat.WriteTokens(file, encoder.Dictionary);
        var texts = new BlobWriter(file, SectionKeys.Texts);
        var code = new ByteBuffer(4096);
        foreach (var document in _documents)
        {
            foreach (var text in document.Texts)
            {
                if (encoder is null)
                {
                    texts.Append(MemoryMarshal.AsBytes(text.AsSpan()));
                    continue;
                }

                code.Clear();
                encoder.Encode(text, code);
                texts.Append(code.Written);
            }

            texts.EndEntry();
        }

        texts.Finish();
        for (var f = 0; f < schema.Texts.Count; f++)
            IntColumn.Write(file, SectionKeys.Lengths + (uint)f, CollectionsMarshal.AsSpan(_lengths[f]));
    }

    private void Show(TokenTrainer trainer)
    {
        foreach (var document in _documents)
            foreach (var text in document.Texts)
                trainer.Show(text);
    }

    private void WritePostings(SectionFileWriter file)
    {
        var (frequencies, finalCodes) = postings.Finish();
        frequencies.Write(file);
        var weights = new FieldWeights(frequencies, schema.Texts, _totals.Averages());
        var writer = new PostingsSectionWriter<Lengths>(file, weights, new Lengths(_lengths));
        writer.AddAll(postings, finalCodes);
        writer.Finish();
    }

    private void WriteColumns(SectionFileWriter file)
    {
        for (var k = 0; k < schema.Keywords.Count; k++)
        {
            var column = new ColumnBuilder<string>(StringComparer.Ordinal);
            foreach (var document in _documents)
                column.Add(k < document.Keywords.Count && document.Keywords[k] is { } value ? column.Number(value) : 0);
            KeywordColumn.Write(file, k, column);
        }

        for (var n = 0; n < schema.Numbers.Count; n++)
        {
            var column = new ColumnBuilder<int>(Comparer<int>.Default);
            foreach (var document in _documents)
                column.Add(n < document.Numbers.Count && document.Numbers[n] is { } value ? column.Number(value) : 0);
            NumberColumn.Write(file, n, column);
        }
    }

    private void WriteDocuments(SectionFileWriter file)
    {
        var ids = new BlobWriter(file, SectionKeys.Ids);
        var index = new KeyIndexWriter();
        foreach (var document in _documents)
        {
            var id = Encoding.UTF8.GetBytes(document.Id);
            ids.Add(id);
            index.Add(id);
        }

        ids.Finish();
        index.Write(file, SectionKeys.IdHashes);
        var stored = new BlobWriter(file, SectionKeys.Stored, sparse: true);
        foreach (var document in _documents)
            stored.Add(document.Stored.Span);
        stored.Finish();
    }

    private void WriteGroups(SectionFileWriter file)
    {
        file.Begin(SectionKeys.GroupStarts);
        file.Write<int>(CollectionsMarshal.AsSpan(_groupStarts));
        file.EndReadWhole();
        var keys = new BlobWriter(file, SectionKeys.GroupKeys);
        var index = new KeyIndexWriter();
        foreach (var group in _groups)
        {
            var key = Encoding.UTF8.GetBytes(group.Key);
            keys.Add(key);
            index.Add(key);
        }

        keys.Finish();
        index.Write(file, SectionKeys.GroupHashes);
        var order = Enumerable.Range(0, _groups.Count).ToArray();
        Array.Sort(order, (a, b) => string.CompareOrdinal(_groups[a].Key, _groups[b].Key));
        file.Begin(SectionKeys.GroupOrder);
        file.Write<int>(order);
        file.EndReadWhole();
        var attachments = new BlobWriter(file, SectionKeys.CompressedAttachments, sparse: true);
        var compressed = new ByteBuffer(4096);
        foreach (var group in _groups)
        {
            compressed.Clear();
            CompressedBytes.Append(group.Attachment.Span, compressed);
            attachments.Add(compressed.Written);
        }

        attachments.Finish();
    }

    private void WriteSignatures(SectionFileWriter file)
    {
        if (schema.Texts.Count == 0)
            return;
        var signatures = new SignatureWriter(file, SegmentFormat.SignedField);
        foreach (var document in _documents)
            signatures.Add(document.Texts.Count > SegmentFormat.SignedField ? document.Texts[SegmentFormat.SignedField] : null);
        signatures.Finish();
    }

    private readonly struct Lengths(List<int>[] lengths) : IFieldLengths
    {
        public int Of(int field, int document) => Math.Max(0, lengths[field][document] - 1);
    }
}
