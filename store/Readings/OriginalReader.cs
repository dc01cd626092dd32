using System.Text;
using KnowledgeBase.Reports;
using KnowledgeBase.Reports.Formats.Zip;
using KnowledgeBase.Reports.Privacy;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Store.Readings;

/// <summary>The raw files behind the reports: their bytes, and what they said before cleaning.</summary>
public sealed class OriginalReader(
    IFileSource source, IFileCatalog catalog, CurrentReader current, IUserEdits user, PrivacyRules privacy)
{
    /// <summary>The bytes with a hash, from wherever they lie now; null where no file holds them any more.</summary>
    public async Task<(string SourcePath, byte[] Bytes)?> FindAsync(string hash, CancellationToken cancel)
    {
        foreach (var file in catalog.WithHash(hash))
        {
            if (source.Find(file.SourcePath) is not { } found)
                continue;
            var content = await source.ReadAsync(found, current.Reader.Options.MaxFileBytes, cancel).ConfigureAwait(false);
            if (content.Hash == hash)
                return (file.SourcePath, content.Bytes);
        }

        return null;
    }

    /// <summary>What a raw file says, or one file of an archive, with all that cleaning removes.</summary>
    /// <param name="hash">The raw file's.</param>
    /// <param name="entry">The file of the archive; null where the raw file is none.</param>
    /// <param name="withNumbers">False: personal numbers are masked.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async Task<(
        string SourcePath, Reading Reading)?> ReadAsync(string hash, string? entry, bool withNumbers, CancellationToken cancel)
    {
        if (await FindAsync(hash, cancel).ConfigureAwait(false) is not var (sourcePath, bytes))
            return null;
        var decided = user.Corrections.MarksFor(sourcePath);
        var (name, content) = (Path.GetFileName(sourcePath), (ReadOnlyMemory<byte>)bytes);
        if (entry is not null)
        {
            if (ZipFiles.Open(bytes, current.Reader.Options).FirstOrDefault(file => file.Path == entry) is not { } packed)
                return null;
            (sourcePath, name, content) = ($"{sourcePath}/{entry}", packed.Name, packed.Bytes);
        }

        else if (FileEntry.ComparedOf(catalog.WithHash(hash)) is { } compared)
            decided = decided with { Findings = compared.Findings };

        var reading = current.Reader.Read(name, content, decided, cancel);
        return (sourcePath, withNumbers ? reading : ReadingMasking.Mask(reading, privacy.PublicNumbers));
    }

    /// <summary>All text of a raw file, and of every file in an archive, before cleaning; empty where it cannot be read.</summary>
    public async Task<string> RawTextAsync(string hash, CancellationToken cancel)
    {
        if (await FindAsync(hash, cancel).ConfigureAwait(false) is not var (sourcePath, bytes))
            return "";
        var reader = current.Reader;
        var parts = ZipFiles.IsArchive(bytes, reader.Options)
            ? ZipFiles.Open(bytes, reader.Options).Where(entry => entry.Failure is null).Select(entry => (entry.Name, entry.Bytes))
            : [(Path.GetFileName(sourcePath), (ReadOnlyMemory<byte>)bytes)];
        return string.Join('\n', parts.Select(part => reader.Read(part.Item1, part.Item2, cancel).RawText));
    }

    /// <summary>
    /// The file itself where it holds no personal number, the masked text of a plain text file, and null for any other file: what a
    /// format hides cannot be masked in place.
    /// </summary>
    /// <remarks>Pictures, and what a document keeps beside its text, are not looked at.</remarks>
    public byte[]? Masked(string sourcePath, byte[] bytes, CancellationToken cancel)
    {
        var reader = current.Reader;
        if (ZipFiles.IsArchive(bytes, reader.Options))
        {
            var isFree = ZipFiles.Open(bytes, reader.Options).All(entry => entry.Failure is null && Holds(entry.Name, entry.Bytes) is null);
            return isFree ? bytes : null;
        }

        if (Holds(Path.GetFileName(sourcePath), bytes) is not { } reading)
            return bytes;
        return reading is { Format: "txt", RawText: { } text }
            ? Encoding.UTF8.GetBytes(PersonalNumbers.Masked(text, privacy.PublicNumbers))
            : null;

        // A page's source holds more than its text: scripts, attributes, comments.
        Reading? Holds(string name, ReadOnlyMemory<byte> content)
        {
            var read = reader.Read(name, content, cancel);
            var source = read.Format is "html" ? Encoding.UTF8.GetString(content.Span) : "";
            return PersonalNumbers.Find(read.RawText ?? "", privacy.PublicNumbers).Count > 0
                || PersonalNumbers.Find(source, privacy.PublicNumbers).Count > 0
                ? read
                : null;
        }
    }
}
