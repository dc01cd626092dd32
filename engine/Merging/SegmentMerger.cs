using System.Runtime.InteropServices;
using KnowledgeBase.Engine.Blobs;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Columns;
using KnowledgeBase.Engine.KeyIndexes;
using KnowledgeBase.Engine.Postings;
using KnowledgeBase.Engine.Sections;
using KnowledgeBase.Engine.Segments;
using KnowledgeBase.Engine.Signatures;
using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine.Merging;

/// <summary>Writes adjacent segments as one, without their deleted documents; groups and documents keep their order.</summary>
internal sealed class SegmentMerger
{
    private readonly IndexSchema _schema;
    private readonly MergeSource[] _sources;
    private readonly CancellationToken _cancel;
    private readonly FieldStatistics _totals;
    private readonly int _documents;
    private readonly int _groups;

    public SegmentMerger(IndexSchema schema, IEnumerable<(SegmentReader Reader, BitSet? DeadGroups)> sources, CancellationToken cancel)
    {
        (_schema, _cancel) = (schema, cancel);
        _totals = new FieldStatistics(schema.Texts.Count);
        var merged = new List<MergeSource>();
        foreach (var (reader, deadGroups) in sources)
        {
            var source = new MergeSource(reader, deadGroups, _documents, _groups);
            _documents = source.EndDocument;
            _groups = source.EndGroup;
            merged.Add(source);
        }

        _sources = [.. merged];
    }

    /// <summary>The number of a source's document or group in the merged segment; −1 for deleted ones.</summary>
    public int DocumentAt(int source, int document) => _sources[source].Documents[document];

    public int GroupAt(int source, int group) => _sources[source].Groups[group];

    public (SegmentName Name, SegmentInfo Facts) Write(IStorage storage, long number)
    {
        var lengths = MergedLengths();
        var facts = new SegmentInfo(_documents, _groups, _totals);
        using var file = new SectionFileWriter(storage, SegmentName.FileOf(number));
        facts.Write(file);
        CopyTexts(file);
        for (var f = 0; f < lengths.Length; f++)
            IntColumn.Write(file, SectionKeys.Lengths + (uint)f, lengths[f]);
        MergePostings(file, lengths);
        MergeColumns(file);
        CopyBlob(file, SectionKeys.Ids, source => source.Reader.Ids, source => source.Documents, SectionKeys.IdHashes);
        CopyBlob(file, SectionKeys.Stored, source => source.Reader.Stored, source => source.Documents);
        WriteGroupStarts(file);
        CopyBlob(file, SectionKeys.GroupKeys, source => source.Reader.GroupKeys, source => source.Groups, SectionKeys.GroupHashes);
        WriteGroupOrder(file);
        CopyAttachments(file);
        CopySignatures(file);
        var (length, checksum) = file.Finish();
        return (new SegmentName(number, length, checksum), facts);
    }

    /// <summary>The stored lengths, each plus one, of all fields; also computes the statistics.</summary>
    private int[][] MergedLengths()
    {
        var lengths = new int[_schema.Texts.Count][];
        for (var f = 0; f < lengths.Length; f++)
        {
            lengths[f] = new int[_documents];
            foreach (var source in _sources)
            {
                var column = source.Reader.LengthColumn(f);
                for (var d = 0; d < source.Documents.Length; d++)
                {
                    if (source.Documents[d] < 0)
                        continue;
                    lengths[f][source.Documents[d]] = column[d];
                    _totals.Add(f, Math.Max(0, column[d] - 1));
                }
            }
        }

        return lengths;
    }

    private void CopyBlob(
        SectionFileWriter file,
        uint key,
        Func<MergeSource, BlobReader> blobOf,
        Func<MergeSource, int[]> numbersOf,
        uint? hashes = null)
    {
        var blob = new BlobWriter(file, key, sparse: key is SectionKeys.Stored);
        var index = hashes is null ? null : new KeyIndexWriter();
        foreach (var source in _sources)
        {
            _cancel.ThrowIfCancellationRequested();
            var from = blobOf(source);
            var numbers = numbersOf(source);
            long releasedUpTo = 0;
            for (var i = 0; i < numbers.Length; i++)
            {
                if (numbers[i] < 0)
                    continue;
                var bytes = from[i];
                blob.Add(bytes);
                index?.Add(bytes);
                releasedUpTo = from.Bytes.ReleasePagesUpTo(releasedUpTo, from.Locate(i).Start);
            }
        }

        blob.Finish();
        index?.Write(file, hashes!.Value);
    }

    /// <summary>Texts in the chosen dictionary are copied as they are, others written anew.</summary>
    private void CopyTexts(SectionFileWriter file)
    {
        var encoder = new MergedTokens(_sources, _totals.Lengths.Sum()).Choose(out var asTheyAre);
        if (encoder is not null)
            SegmentFormat.WriteTokens(file, encoder.Dictionary);
        var blob = new BlobWriter(file, SectionKeys.Texts);
        var code = new ByteBuffer(4096);
        for (var s = 0; s < _sources.Length; s++)
        {
            _cancel.ThrowIfCancellationRequested();
            var from = _sources[s].Reader;
            long releasedUpTo = 0;
            for (var d = 0; d < _sources[s].Documents.Length; d++)
            {
                if (_sources[s].Documents[d] < 0)
                    continue;
                if (asTheyAre[s])
                {
                    blob.Add(from.Texts[d]);
                }
                else if (encoder is null)
                {
                    blob.Add(MemoryMarshal.AsBytes(from.Units(d)));
                }
                else
                {
                    code.Clear();
                    encoder.Encode(from.Units(d), code);
                    blob.Add(code.Written);
                }

                releasedUpTo = from.Texts.Bytes.ReleasePagesUpTo(releasedUpTo, from.Texts.Locate(d).Start);
            }
        }

        blob.Finish();
    }

    private void CopyAttachments(SectionFileWriter file)
    {
        var blob = new BlobWriter(file, SectionKeys.CompressedAttachments, sparse: true);
        var compressed = new ByteBuffer(4096);
        foreach (var source in _sources)
        {
            for (var g = 0; g < source.Groups.Length; g++)
            {
                if (source.Groups[g] < 0)
                    continue;
                if (source.Reader.AttachmentsAreCompressed)
                {
                    blob.Add(source.Reader.Attachments[g]);
                    continue;
                }

                compressed.Clear();
                CompressedBytes.Append(source.Reader.Attachments[g], compressed);
                blob.Add(compressed.Written);
            }
        }

        blob.Finish();
    }

    /// <summary>Signatures that are stored are copied, others computed from the texts.</summary>
    private void CopySignatures(SectionFileWriter file)
    {
        if (_schema.Texts.Count == 0)
            return;
        var signatures = new SignatureWriter(file, SegmentFormat.SignedField);
        foreach (var source in _sources)
        {
            _cancel.ThrowIfCancellationRequested();
            long releasedUpTo = 0;
            for (var d = 0; d < source.Documents.Length; d++)
            {
                if (source.Documents[d] < 0)
                    continue;
                if (source.Reader.Signatures is { } stored)
                {
                    signatures.Add(stored[d]);
                    releasedUpTo = stored.ReleasePagesUpTo(releasedUpTo, d);
                }
                else
                {
                    source.Reader.TryText(d, SegmentFormat.SignedField, out var text);
                    signatures.Add(text);
                }
            }
        }

        signatures.Finish();
    }

    private void MergeColumns(SectionFileWriter file)
    {
        for (var k = 0; k < _schema.Keywords.Count; k++)
        {
            var column = new ColumnBuilder<string>(StringComparer.Ordinal);
            foreach (var source in _sources)
                AddColumn(column, source, source.Reader.Keywords[k], source.Reader.Keywords[k].Text);
            KeywordColumn.Write(file, k, column);
        }

        for (var n = 0; n < _schema.Numbers.Count; n++)
        {
            var column = new ColumnBuilder<int>(Comparer<int>.Default);
            foreach (var source in _sources)
                AddColumn(column, source, source.Reader.Numbers[n], source.Reader.Numbers[n].Value);
            NumberColumn.Write(file, n, column);
        }
    }

    private static void AddColumn<T>(ColumnBuilder<T> to, MergeSource source, Column from, Func<int, T> value) where T : notnull
    {
        var numbers = new int[from.Count + 1];
        for (var d = 0; d < source.Documents.Length; d++)
        {
            if (source.Documents[d] < 0)
                continue;
            var ordinal = from.Ordinals[d];
            if (ordinal > 0 && numbers[ordinal] == 0)
                numbers[ordinal] = to.Number(value(ordinal));
            to.Add(numbers[ordinal]);
        }
    }

    private void WriteGroupStarts(SectionFileWriter file)
    {
        file.Begin(SectionKeys.GroupStarts);
        foreach (var source in _sources)
            for (var g = 0; g < source.Groups.Length; g++)
                if (source.Groups[g] >= 0)
                    file.UInt32((uint)source.FirstLiveDocument(source.Reader.GroupStart(g)));
        file.UInt32((uint)_documents);
        file.EndReadWhole();
    }

    /// <summary>Merges the orders of the sources, each of which is sorted.</summary>
    private void WriteGroupOrder(SectionFileWriter file)
    {
        var queue = new PriorityQueue<(MergeSource Source, int Position), string>(StringComparer.Ordinal);
        foreach (var source in _sources)
            Enqueue(source, 0);
        file.Begin(SectionKeys.GroupOrder);
        while (queue.TryDequeue(out var next, out _))
        {
            file.UInt32((uint)next.Source.Groups[next.Source.Reader.GroupInKeyOrder(next.Position)]);
            Enqueue(next.Source, next.Position + 1);
        }

        file.EndReadWhole();

        void Enqueue(MergeSource source, int position)
        {
            while (position < source.Groups.Length && source.Groups[source.Reader.GroupInKeyOrder(position)] < 0)
                position++;
            if (position < source.Groups.Length)
                queue.Enqueue((source, position), source.Reader.GroupKey(source.Reader.GroupInKeyOrder(position)));
        }
    }

    private void MergePostings(SectionFileWriter file, int[][] lengths)
    {
        if (Array.Exists(_sources, source => !source.Reader.HasCurrentTerms))
        {
            RebuildPostings(file, lengths);
            return;
        }

        var lists = new PostingsMerger(_sources, _schema.Texts.Count, _cancel);
        var frequencies = lists.FieldFrequencies;
        frequencies.Write(file);
        var weights = new FieldWeights(frequencies, _schema.Texts, _totals.Averages());
        var writer = new PostingsSectionWriter<MergedLengthsOf>(file, weights, new MergedLengthsOf(lengths));
        while (lists.Next())
            if (lists.Count > 0)
                writer.Add(lists.Term, lists.Documents, lists.Codes);
        writer.Finish();
    }

    /// <summary>Where a source's terms are of an older version, the merged terms come from the texts.</summary>
    private void RebuildPostings(SectionFileWriter file, int[][] lengths)
    {
        var postings = new PostingsBuilder(_schema.Texts.Count);
        foreach (var source in _sources)
        {
            _cancel.ThrowIfCancellationRequested();
            for (var d = 0; d < source.Documents.Length; d++)
                if (source.Documents[d] >= 0)
                    source.Reader.AddTerms(d, postings, source.Documents[d]);
        }

        var (frequencies, finalCodes) = postings.Finish();
        frequencies.Write(file);
        var weights = new FieldWeights(frequencies, _schema.Texts, _totals.Averages());
        var writer = new PostingsSectionWriter<MergedLengthsOf>(file, weights, new MergedLengthsOf(lengths));
        writer.AddAll(postings, finalCodes);
        writer.Finish();
    }

    private readonly struct MergedLengthsOf(int[][] lengths) : IFieldLengths
    {
        public int Of(int field, int document) => Math.Max(0, lengths[field][document] - 1);
    }
}
