using System.Buffers.Binary;
using System.Text;
using KnowledgeBase.Reports.Formats.PlainText;

namespace KnowledgeBase.Reports.Formats.Zip;

/// <summary>The central directory of a zip file (APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16).</summary>
internal static class ZipDirectory
{
    private const int EndSize = 22, LineSize = 46, HeaderSize = 30;

    /// <exception cref="RefusedException">damaged, zip-too-many-entries, zip-unsafe-name, zip-duplicate-entry.</exception>
    public static IReadOnlyList<ZipEntry> Read(ReadOnlySpan<byte> bytes, ReadingOptions options)
    {
        var end = FindEnd(bytes);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(end + 10)..]);
        long at = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(end + 16)..]);
        if (at == uint.MaxValue)
            throw new RefusedException("unsupported", "a pack with a zip64 directory, which only packs beyond 4 GB need");
        if (count > options.MaxPackEntries)
            throw new RefusedException("zip-too-many-entries", $"{count} entries, more than {options.MaxPackEntries}");

        var entries = new List<ZipEntry>(count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            if (at < 0 || at + LineSize > end || !bytes[(int)at..].StartsWith("PK\x01\x02"u8))
                throw Damaged("its directory breaks off");
            var line = bytes[(int)at..];
            int nameLength = U16(line, 28), extraLength = U16(line, 30), commentLength = U16(line, 32);
            if (at + LineSize + nameLength + extraLength + commentLength > end)
                throw Damaged("its directory breaks off");

            var entry = ReadLine(line, nameLength, extraLength);
            if (!IsPlain(entry.Name))
                throw new RefusedException("zip-unsafe-name", $"an entry is named {Shown(entry.Name)}");
            if (!names.Add(entry.Name))
                throw new RefusedException("zip-duplicate-entry", $"two entries are named {Shown(entry.Name)}");
            entries.Add(entry);
            at += LineSize + nameLength + extraLength + commentLength;
        }

        return entries;
    }

    /// <summary>The packed bytes of an entry, behind its own header.</summary>
    public static ReadOnlyMemory<byte> DataOf(ZipEntry entry, ReadOnlyMemory<byte> bytes)
    {
        if (entry.HeaderAt < 0 || entry.HeaderAt + HeaderSize > bytes.Length)
            throw Damaged($"{entry.Name} lies outside the file");
        var header = bytes.Span[(int)entry.HeaderAt..];
        if (!header.StartsWith("PK\x03\x04"u8))
            throw Damaged($"{entry.Name} has no header");
        var start = entry.HeaderAt + HeaderSize + U16(header, 26) + U16(header, 28);
        if (entry.PackedSize < 0 || start + entry.PackedSize > bytes.Length)
            throw Damaged($"{entry.Name} breaks off");
        return bytes.Slice((int)start, (int)entry.PackedSize);
    }

    private static int FindEnd(ReadOnlySpan<byte> bytes)
    {
        // The end record is followed by a comment of up to 65,535 bytes.
        var from = Math.Max(0, bytes.Length - EndSize - ushort.MaxValue);
        var at = bytes[from..].LastIndexOf("PK\x05\x06"u8);
        if (at < 0 || from + at + EndSize > bytes.Length)
            throw Damaged("it has no directory: the file breaks off");
        return from + at;
    }

    private static ZipEntry ReadLine(ReadOnlySpan<byte> line, int nameLength, int extraLength)
    {
        int flags = U16(line, 8);
        long packed = U32(line, 20), size = U32(line, 24), header = U32(line, 42);
        if (packed == uint.MaxValue || size == uint.MaxValue || header == uint.MaxValue)
            ReadZip64(line.Slice(LineSize + nameLength, extraLength), ref size, ref packed, ref header);
        return new(NameOf(line.Slice(LineSize, nameLength), (flags & 0x800) != 0),
            U16(line, 10), (flags & 1) != 0, U32(line, 16), packed, size, header);
    }

    /// <summary>
    /// Writers that stream their output put 64-bit sizes into small packs too; only the fields that are full above are there, in this
    /// order.
    /// </summary>
    private static void ReadZip64(ReadOnlySpan<byte> extra, ref long size, ref long packed, ref long header)
    {
        while (extra.Length >= 4)
        {
            var length = Math.Min(U16(extra, 2), extra.Length - 4);
            if (U16(extra, 0) == 1)
            {
                var fields = extra.Slice(4, length);
                if (size == uint.MaxValue)
                    size = Next(ref fields);
                if (packed == uint.MaxValue)
                    packed = Next(ref fields);
                if (header == uint.MaxValue)
                    header = Next(ref fields);
                return;
            }

            extra = extra[(4 + length)..];
        }
    }

    private static long Next(ref ReadOnlySpan<byte> fields)
    {
        if (fields.Length < 8)
            throw Damaged("a directory line breaks off");
        var value = BinaryPrimitives.ReadInt64LittleEndian(fields);
        fields = fields[8..];
        return value;
    }

    /// <summary>Names are UTF-8 where the entry says so or where they can only be that; else they come from a Chinese Windows.</summary>
    private static string NameOf(ReadOnlySpan<byte> bytes, bool utf8)
    {
        var encoding = utf8 || Utf8Evidence.Of(bytes).Clean ? Encoding.UTF8 : TextDecoding.Gb18030;
        return encoding.GetString(bytes).Replace('\\', '/');
    }

    /// <summary>A name that stays inside the folder it would be unpacked to, on any system.</summary>
    private static bool IsPlain(string name) => name.Length > 0
        && name[0] != '/'
        && !name.AsSpan().ContainsAny(":\0")
        && !name.Split('/').Any(part => part is "." or "..");

    private static string Shown(string name) => name.Length > 80 ? name[..80] + "…" : name;

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static RefusedException Damaged(string what) => new("damaged", $"the pack cannot be read: {what}");
}
