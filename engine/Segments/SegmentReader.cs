using System.Runtime.CompilerServices;
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
using KnowledgeBase.Engine.Terms;

namespace KnowledgeBase.Engine.Segments;

/// <summary>One open segment file, without deletions, which belong to commits. Thread-safe.</summary>
internal sealed class SegmentReader : IDisposable
{
    private readonly IndexSchema _schema;
    private readonly SectionFile _file;
    private readonly IntColumn[] _lengths;
    private readonly Section _postings;
    private readonly Section? _tokens;
    private TokenDictionary? _dictionary;
    private readonly Section _groupStarts;
    private readonly Section _groupOrder;
    private readonly KeyIndexReader _idIndex;
    private readonly KeyIndexReader _groupIndex;

    /// <summary>The text that a thread decoded last: most documents are asked for several fields in a row.</summary>
    [ThreadStatic]
    private static char[]? _decoded;

    [ThreadStatic]
    private static int _decodedLength;

    [ThreadStatic]
    private static int _decodedDocument;

    /// <summary>The <see cref="_identity"/> of the reader that it is of; 0 for none.</summary>
    [ThreadStatic]
    private static long _decodedOf;

    private static long _readers;

    private readonly long _identity = Interlocked.Increment(ref _readers);

    public SegmentReader(IStorage storage, SegmentName name, IndexSchema schema)
    {
        _schema = schema;
        Name = name;
        _file = new SectionFile(storage, name.File, name.Bytes, name.Checksum);
        try
        {
            Info = SegmentInfo.Read(_file, schema.Texts.Count);
            Texts = new BlobReader(_file, SectionKeys.Texts, Documents);
            _lengths = [.. schema.Texts.Select((_, f) => new IntColumn(_file, SectionKeys.Lengths + (uint)f, Documents))];
            Lengths = new FieldLengths(_lengths);
            Ids = new BlobReader(_file, SectionKeys.Ids, Documents);
            _idIndex = new KeyIndexReader(_file.Open(SectionKeys.IdHashes), Ids);
            Stored = new BlobReader(_file, SectionKeys.Stored, Documents);
            Keywords = [.. schema.Keywords.Select((_, k) => KeywordColumn.Open(_file, k, Documents))];
            Numbers = [.. schema.Numbers.Select((_, n) => new NumberColumn(_file, n, Documents))];
            _groupStarts = _file.Open(SectionKeys.GroupStarts);
            GroupKeys = new BlobReader(_file, SectionKeys.GroupKeys, Groups);
            _groupIndex = new KeyIndexReader(_file.Open(SectionKeys.GroupHashes), GroupKeys);
            _groupOrder = _file.Open(SectionKeys.GroupOrder);
            AttachmentsAreCompressed = _file.Has(SectionKeys.CompressedAttachments);
            Attachments =
                new BlobReader(_file, AttachmentsAreCompressed ? SectionKeys.CompressedAttachments : SectionKeys.Attachments, Groups);
            _tokens = _file.Has(SectionKeys.Tokens) ? _file.Open(SectionKeys.Tokens) : null;
            FieldFrequencies = FieldFrequencies.Read(_file, schema.Texts.Count);
            Terms = new TermReader(_file);
            _postings = _file.Open(SectionKeys.Postings);
            Signatures = SignatureReader.Open(_file, SegmentFormat.SignedField, Documents);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public SegmentName Name { get; }

    public SegmentInfo Info { get; }

    public int Documents => Info.Documents;

    public int Groups => Info.Groups;

    public SectionFile File => _file;

    /// <summary>Which characters its terms treat as equal.</summary>
    public Folding Folding => Folding.OfVersion(_file.Version);

    /// <summary>False where the terms are those of an older version.</summary>
    public bool HasCurrentTerms => Folding == Folding.Current;

    public BlobReader Texts { get; }

    public BlobReader Ids { get; }

    public BlobReader Stored { get; }

    public BlobReader GroupKeys { get; }

    public BlobReader Attachments { get; }

    /// <summary>False in segments of version 1.</summary>
    public bool AttachmentsAreCompressed { get; }

    public KeywordColumn[] Keywords { get; }

    public NumberColumn[] Numbers { get; }

    /// <summary>Of <see cref="SegmentFormat.SignedField"/>; null in segments of versions 1 and 2.</summary>
    public SignatureReader? Signatures { get; }

    public FieldFrequencies FieldFrequencies { get; }

    public TermReader Terms { get; }

    public Section PostingsBytes => _postings;

    public FieldLengths Lengths { get; }

    public IntColumn LengthColumn(int field) => _lengths[field];

    public PostingsReader? Postings(uint term) =>
        Terms.Find(term, out var offset, out var length) ? new PostingsReader(_postings, offset, length) : null;

    public int? FindDocument(ReadOnlySpan<byte> id, BitSet? dead) => _idIndex.Find(id, dead);

    /// <param name="hash">The <see cref="KeyHash"/> of the id.</param>
    public int? FindDocument(ReadOnlySpan<byte> id, uint hash, BitSet? dead) => _idIndex.Find(id, hash, dead);

    public int? FindGroup(ReadOnlySpan<byte> key, BitSet? dead) => _groupIndex.Find(key, dead);

    /// <param name="hash">The <see cref="KeyHash"/> of the key.</param>
    public int? FindGroup(ReadOnlySpan<byte> key, uint hash, BitSet? dead) => _groupIndex.Find(key, hash, dead);

    /// <summary>The bytes of the dictionary in which the texts are written; empty where they are UTF-16.</summary>
    public ReadOnlySpan<byte> TokenBytes => _tokens is null ? default : _tokens.Span(0, checked((int)_tokens.Length));

    /// <summary>A text as it was put, or false for none. The span is valid until the thread's next call.</summary>
    public bool TryText(int document, int field, out ReadOnlySpan<char> text)
    {
        var stored = _lengths[field][document];
        text = default;
        if (stored == 0)
            return false;
        var all = Units(document);
        var start = 0;
        for (var f = 0; f < field; f++)
            start += Lengths.Of(f, document);
        if (start + stored - 1 > all.Length)
            throw _file.Damage(0, $"document {document} has {all.Length} code units, fewer than its fields' lengths");
        text = all.Slice(start, stored - 1);
        return true;
    }

    /// <summary>Adds the terms that a document's texts have in the current version.</summary>
    /// <param name="number">The document's number there.</param>
    public void AddTerms(int document, PostingsBuilder postings, int number)
    {
        for (var f = 0; f < _lengths.Length; f++)
            if (TryText(document, f, out var text) && text.Length > 0)
                postings.Add(number, f, Folding.Current.Fold(text));
    }

    /// <summary>The texts of a document, one after another. The span is valid until the thread's next call.</summary>
    public ReadOnlySpan<char> Units(int document)
    {
        if (_tokens is null)
            return MemoryMarshal.Cast<byte, char>(Texts[document]);
        if (_decodedOf != _identity || _decodedDocument != document)
            Decode(document);
        return _decoded.AsSpan(0, _decodedLength);
    }

    private void Decode(int document)
    {
        _decodedOf = 0;
        var length = UnitCount(document);
        if (_decoded is null || _decoded.Length < length + TokenDictionary.MaxUnits)
            _decoded = new char[Math.Max(4096, (length + TokenDictionary.MaxUnits) * 2L <= Array.MaxLength
                ? (length + TokenDictionary.MaxUnits) * 2
                : Array.MaxLength)];
        try
        {
            _decodedLength = Tokens()!.Decode(Texts[document], _decoded.AsSpan(0, length + TokenDictionary.MaxUnits));
        }
        catch (InvalidDataException e)
        {
            throw _file.Damage(0, $"the text of document {document} expected, found: {e.Message}");
        }

        (_decodedOf, _decodedDocument) = (_identity, document);
    }

    /// <summary>The dictionary in which the texts are written; null where they are UTF-16.</summary>
    public TokenDictionary? Tokens()
    {
        if (_tokens is null || _dictionary is not null)
            return _dictionary;
        var reader = new ByteReader(TokenBytes);
        try
        {
            // Two threads may read it at the same time; one of the two stays.
            return Interlocked.CompareExchange(ref _dictionary, TokenDictionary.Read(ref reader), null) ?? _dictionary;
        }
        catch (InvalidDataException e)
        {
            throw _tokens.Damage(0, $"the tokens of the texts expected, found: {e.Message}");
        }
    }

    /// <summary>Code units of all texts of a document.</summary>
    public int UnitCount(int document)
    {
        var length = 0;
        for (var f = 0; f < _lengths.Length; f++)
            length += Lengths.Of(f, document);
        return length;
    }

    /// <summary>What was put beside a group.</summary>
    public byte[] Attachment(int group)
    {
        if (!AttachmentsAreCompressed)
            return Attachments[group].ToArray();
        try
        {
            return CompressedBytes.Read(Attachments[group]);
        }
        catch (InvalidDataException e)
        {
            throw _file.Damage(0, $"the attachment of group {group} expected, found: {e.Message}");
        }
    }

    public IndexDocument Read(int document) => new()
    {
        Id = Encoding.UTF8.GetString(Ids[document]),
        Texts = [.. Enumerable.Range(0, _lengths.Length).Select(f => TryText(document, f, out var text) ? new string(text) : null)],
        Keywords = [.. Keywords.Select(column => column.Ordinals[document] is var ordinal and > 0 ? column.Text(ordinal) : null)],
        Numbers = [.. Numbers.Select(column => column.Ordinals[document] is var ordinal and > 0 ? column.Value(ordinal) : (int?)null)],
        Stored = Stored[document].ToArray(),
    };

    /// <summary>The first document of a group; that of the next group is the end.</summary>
    public int GroupStart(int group) => _groupStarts.All<int>()[group];

    /// <summary>The group of a document: the last one that starts at or before it and is not empty.</summary>
    public int GroupOf(int document)
    {
        var starts = _groupStarts.All<int>();
        int low = 0, high = Groups;
        while (high - low > 1)
        {
            var middle = (low + high) >>> 1;
            if (starts[middle] <= document)
                low = middle;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>The groups in ordinal order of their keys.</summary>
    public int GroupInKeyOrder(int position) => _groupOrder.All<int>()[position];

    public string GroupKey(int group) => Encoding.UTF8.GetString(GroupKeys[group]);

    public void Dispose() => _file.Dispose();
}

/// <summary>The lengths of the fields of a segment's documents.</summary>
internal readonly struct FieldLengths(IntColumn[] columns) : IFieldLengths
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(int field, int document) => Math.Max(0, columns[field][document] - 1);

    public void Of(int field, ReadOnlySpan<uint> documents, Span<float> to)
    {
        switch (columns[field].Width)
        {
            case 1:
                var bytes = columns[field].All<byte>();
                for (var i = 0; i < documents.Length; i++)
                    to[i] = Math.Max(0, bytes[(int)documents[i]] - 1);
                break;
            case 2:
                var shorts = columns[field].All<ushort>();
                for (var i = 0; i < documents.Length; i++)
                    to[i] = Math.Max(0, shorts[(int)documents[i]] - 1);
                break;
            default:
                var ints = columns[field].All<int>();
                for (var i = 0; i < documents.Length; i++)
                    to[i] = Math.Max(0, ints[(int)documents[i]] - 1);
                break;
        }
    }
}
