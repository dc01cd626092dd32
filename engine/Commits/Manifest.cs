using KnowledgeBase.Engine.Analysis;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Segments;
using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine.Commits;

/// <summary>
/// The file that lists what the index consists of; replaced as a whole by each commit.
/// <code>
/// magic u64 · version u32 · length of the body u32 · body · CRC-32C u32 of all before
/// body: generation i64 · next number i64 · checksum of the analysis u32 (from version 2 on) · schema · count of segments varint · segments
/// schema:   count varint, per text field name text, weight f64 · count varint, names of keywords · count varint, names of numbers
/// segment:  number i64 · bytes i64 · checksum u32 · documents i32 · groups i32 · live documents i32
///           · per text field, over live documents: sum of lengths i64, documents with a length above zero i32
///           · deleted documents · deleted groups
/// deleted:  count varint, then gaps varint (number less the one before less 1, before the first stands −1)
/// </code>
/// A text is a varint of its code units and these as UTF-16.
/// </summary>
internal static class Manifest
{
    public const string FileName = "manifest";
    public const string NextName = "manifest.next";

    /// <summary>History: 1, the first. 2: the checksum of the analysis, which was the same for all indexes of version 1.</summary>
    public const uint Version = 2;

    /// <summary>The checksum of the analysis of version 1.</summary>
    private const uint FirstAnalysis = 0x81F9_1D56;

    private const ulong Magic = 0x3130_464E_414D_424B; // "KBMANF01"
    private const int HeaderBytes = 16;

    /// <summary>Writes a commit and makes it the current one. When this returns it is durable.</summary>
    public static void Publish(IStorage storage, Commit commit)
    {
        using (var file = storage.Create(NextName))
        {
            file.Write(Encode(commit).Written);
            file.Sync();
        }
        // The names of the segment files must be durable before the manifest that refers to them.
        storage.SyncFolder();
        storage.Rename(NextName, FileName);
        storage.SyncFolder();
    }

    /// <summary>The commit of the folder, or null where there is none yet.</summary>
    public static Commit? Read(IStorage storage)
    {
        IStorageFile file;
        try
        {
            file = storage.Open(FileName);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            ThrowIfNotEmpty(storage);
            return null;
        }

        using (file)
        {
            return Decode(file.Span(0, checked((int)file.Length)));
        }
    }

    /// <summary>True for a name that the engine gives to a file.</summary>
    public static bool IsIndexFile(string name) =>
        name is FileName or NextName or FolderLock.LockName or FolderLock.HolderName
        || name.StartsWith(SegmentName.Prefix, StringComparison.Ordinal);

    private static void ThrowIfNotEmpty(IStorage storage)
    {
        foreach (var name in storage.List())
        {
            // The first manifest is durable before the first segment is begun.
            if (name.StartsWith(SegmentName.Prefix, StringComparison.Ordinal))
                throw new IndexDamagedException(FileName, 0, "the file is missing, though there are segments");
            if (!IsIndexFile(name))
                throw new IndexException(
                    $"'{storage.Name}' is not an index: it has '{name}' and no '{FileName}'. Name an empty folder or one with an index.");
        }
    }

    public static ByteBuffer Encode(Commit commit)
    {
        var body = new ByteBuffer(4096);
        body.Int64(commit.Generation);
        body.Int64(commit.NextNumber);
        body.UInt32(Folding.Current.Checksum);
        SchemaCodec.Write(body, commit.Schema);
        body.VarInt((uint)commit.Segments.Count);
        foreach (var segment in commit.Segments)
        {
            body.Int64(segment.Name.Number);
            body.Int64(segment.Name.Bytes);
            body.UInt32(segment.Name.Checksum);
            body.Int32(segment.Documents);
            body.Int32(segment.Groups);
            body.Int32(segment.LiveDocuments);
            segment.Live.Write(body);
            WriteDead(body, segment.DeadDocuments);
            WriteDead(body, segment.DeadGroups);
        }

        var file = new ByteBuffer(body.Length + 32);
        file.UInt64(Magic);
        file.UInt32(Version);
        file.UInt32((uint)body.Length);
        file.Write(body.Written);
        file.UInt32(Checksum.Of(file.Written));
        return file;
    }

    private static Commit Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes + sizeof(uint))
            throw new IndexDamagedException(FileName, 0, $"at least {HeaderBytes + sizeof(uint)} bytes expected, {bytes.Length} found");
        var header = new ByteReader(bytes);
        if (header.UInt64() != Magic)
            throw new IndexDamagedException(FileName, 0, "it does not begin with the magic number of a manifest");
        var version = header.UInt32();
        if (version > Version)
            throw new IndexVersionException($"the index has format version {version}, this program reads up to {Version}. "
                + "Use the newer program, or rebuild the index from the raw files.");
        var length = header.UInt32();
        var found = bytes.Length - HeaderBytes - sizeof(uint);
        if (length != found)
            throw new IndexDamagedException(FileName, 12, $"a body of {length} bytes expected, {found} found");
        if (new ByteReader(bytes[^sizeof(uint)..]).UInt32() != Checksum.Of(bytes[..^sizeof(uint)]))
            throw new IndexDamagedException(FileName, bytes.Length - sizeof(uint), "the checksum does not match");
        var reader = new ByteReader(bytes[HeaderBytes..^sizeof(uint)]);
        try
        {
            var generation = reader.Int64();
            var next = reader.Int64();
            var analysis = version == 1 ? FirstAnalysis : reader.UInt32();

            // What a segment's own terms were made with goes by its version: those of an index with the first tables are read as such.
            if (analysis != Folding.Current.Checksum && analysis != Folding.Version1.Checksum)
                throw new IndexVersionException(
                    $"the index was written with the character tables {analysis:x8}, this program has {Folding.Current.Checksum:x8}. "
                    + "Rebuild the index from the raw files.");
            var schema = SchemaCodec.Read(ref reader);
            var segments = new SegmentState[reader.VarInt()];
            for (var i = 0; i < segments.Length; i++)
                segments[i] = ReadSegment(ref reader, schema.Texts.Count);
            return new Commit(generation, next, schema, segments);
        }
        catch (InvalidDataException e)
        {
            throw new IndexDamagedException(FileName, HeaderBytes + reader.Position, e.Message);
        }
    }

    private static SegmentState ReadSegment(ref ByteReader reader, int fields)
    {
        var name = new SegmentName(reader.Int64(), reader.Int64(), reader.UInt32());
        var documents = reader.Int32();
        var groups = reader.Int32();
        var live = reader.Int32();
        var totals = FieldStatistics.Read(ref reader, fields);
        return new SegmentState(name, documents, groups, ReadDead(ref reader, documents), ReadDead(ref reader, groups), live, totals);
    }

    private static void WriteDead(ByteBuffer body, BitSet? dead)
    {
        body.VarInt((uint)(dead?.Count() ?? 0));
        var previous = -1;
        for (var i = dead?.NextSet(0) ?? int.MaxValue; i != int.MaxValue; i = dead!.NextSet(i + 1))
        {
            body.VarInt((uint)(i - previous - 1));
            previous = i;
        }
    }

    private static BitSet? ReadDead(ref ByteReader reader, int length)
    {
        var count = reader.VarInt();
        if (count == 0)
            return null;
        var dead = new BitSet(length);
        var at = -1;
        for (; count > 0; count--)
        {
            at += (int)reader.VarInt() + 1;
            if ((uint)at >= (uint)length)
                throw new InvalidDataException($"a deletion below {length} expected, {at} found");
            dead.Set(at);
        }

        return dead;
    }
}
