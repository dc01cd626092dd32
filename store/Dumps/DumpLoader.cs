using System.Text;
using System.Text.Json;
using KnowledgeBase.Engine;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Durability;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Store.Dumps;

/// <summary>Makes an index of a dump: all of it, or nothing.</summary>
/// <remarks>
/// What a newer edition of the reading would make of the same files is made by the worker afterwards, where the raw files are there.
/// </remarks>
public sealed class DumpLoader(KnowledgeStore store, SourceFolders folders, IOptions<CorpusOptions> corpus)
{
    /// <summary>Loads a dump into an empty index.</summary>
    /// <param name="from">UTF-8, as the dump was written.</param>
    /// <param name="cancel">Leaves the index empty.</param>
    /// <returns>How many files and reports were loaded.</returns>
    /// <exception cref="InvalidDataException">It is no whole dump of a known version, or a line of it is wrong; the message names the
    /// line.</exception>
    /// <exception cref="IOException">The index is not empty, or something cannot be read or written.</exception>
    public (int Files, int Reports) Load(Stream from, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(from);
        using var writer = store.OpenWriter();
        if (store.Catalog.Files.Count > 0)
            throw new IOException($"the index in '{store.Folder}' is not empty; a dump is loaded into an index of its own");
        var load = new Loading(writer, folders, corpus.Value);
        using var reader = new StreamReader(from, new UTF8Encoding(false, throwOnInvalidBytes: true));
        while (Next() is { } text)
        {
            cancel.ThrowIfCancellationRequested();
            load.Take(text);
        }

        load.RequireEnd();
        store.Folders.Write(folders.Corpus, corpus.Value.Uploads);
        writer.Commit();
        return (load.Files, load.Reports);

        string? Next()
        {
            try
            {
                return reader.ReadLine();
            }
            catch (DecoderFallbackException e)
            {
                throw new InvalidDataException($"line {load.Line + 1} of the dump is not UTF-8", e);
            }
        }
    }

    private sealed class Loading(IReadingWriter writer, SourceFolders folders, CorpusOptions corpus)
    {
        private readonly List<ReportRecord> _pending = [];
        private readonly HashSet<string> _known = new(StringComparer.Ordinal);
        private readonly List<(string Path, byte[] Bytes)> _userFiles = [];
        private (string SourcePath, byte[] Bytes)? _raw;
        private bool _ended;

        public long Line { get; private set; }

        public int Files { get; private set; }

        public int Reports => _known.Count;

        public void Take(string text)
        {
            Line++;
            if (_ended)
                throw Wrong("stands behind the end");
            DumpLine line;
            try
            {
                line = JsonSerializer.Deserialize(text, DumpJson.Strict.DumpLine) ?? throw Wrong("is null");
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"line {Line} of the dump is not understood: {e.Message}", e);
            }

            if ((Line == 1) != (line.Type == DumpFormat.Start))
                throw Wrong("is out of its place: a dump begins with one line of the type 'dump'");
            Take(line);
        }

        public void RequireEnd()
        {
            if (!_ended)
                throw new InvalidDataException($"the dump was cut short: it has {Line} lines and no line of the type 'end'");

            // The index is committed behind these: a load that is cut short leaves an empty index and can be begun again.
            foreach (var (path, bytes) in _userFiles)
                DurableFile.Replace(Path.GetFullPath(path), bytes);
        }

        private void Take(DumpLine line)
        {
            switch (line)
            {
                case { Type: DumpFormat.Start, Version: <= DumpFormat.Version }:
                    break;
                case { Type: DumpFormat.Start, Version: var version }:
                    throw new InvalidDataException(
                        $"the dump has version {version}, this program reads up to {DumpFormat.Version}; use the newer program");
                case { Type: DumpFormat.Marks, Text: { } marks }:
                    KeepUserFile(corpus.MarksFile, marks);
                    break;
                case { Type: DumpFormat.Corrections, Text: { } corrections }:
                    KeepUserFile(corpus.CorrectionsFile, corrections);
                    break;
                case { Type: DumpFormat.LearnedMarks, Text: { } learned }:
                    writer.StoreLearnedMarks(learned);
                    break;
                case { Type: DumpFormat.Report, Report: { } report }:
                    TakeReport(report);
                    break;
                case { Type: DumpFormat.Raw, SourcePath: { } sourcePath, Bytes: { } bytes }:
                    _raw = (sourcePath, bytes);
                    break;
                case { Type: DumpFormat.File, File: { } file }:
                    TakeFile(file);
                    break;
                case { Type: DumpFormat.End, Lines: { } lines }:
                    _ended = lines == Line - 1 && _pending.Count == 0
                        ? true
                        : throw Wrong($"says that {lines} lines stand before it");
                    break;
                default:
                    throw Wrong($"is of no type that is known, or lacks what belongs to its type: '{line.Type}'");
            }
        }

        private void TakeReport(ReportRecord record)
        {
            if (!IsHash(record.FileHash) || record.Ordinal < 1 || record.Id != ReportRecord.IdFor(record.FileHash, record.Ordinal))
                throw Wrong("has a report whose id does not follow from its file");
            var report = record.Report;
            foreach (var section in report.Sections)
            {
                if (section?.Passages is not { } passages || passages.Any(passage => passage?.Text is null || passage.HeadingPath is null))
                    throw Wrong($"has a section without passages, or a passage without a text, in '{report.Title}'");
                if (passages.Any(passage => !IsWithin(passage.Start, passage.Length, report.Text)))
                    throw Wrong($"has a passage outside the text of '{report.Title}'");
            }

            if (_known.Add(record.Id))
                _pending.Add(record);
        }

        private void TakeFile(FileEntry file)
        {
            if (!IsSourcePath(file.SourcePath))
                throw Wrong("names a file outside the folders");
            if (file.Hash is { } hash && !IsHash(hash))
                throw Wrong("has a hash that is none");
            if (file.Reports.Any(id => !_known.Contains(id)) || _pending.Any(report => report.FileHash != file.Hash))
                throw Wrong("does not name the reports that stand before it");
            if (_raw is var (sourcePath, bytes))
                KeepRaw(file, sourcePath, bytes);
            try
            {
                writer.Store(file, _pending);
            }
            catch (IndexArgumentException e)
            {
                throw new InvalidDataException($"line {Line} of the dump cannot be indexed: {e.Message}", e);
            }

            _pending.Clear();
            Files++;
        }

        /// <summary>Puts a raw file where it was. One that is there is never overwritten.</summary>
        private void KeepRaw(FileEntry file, string sourcePath, byte[] bytes)
        {
            if (sourcePath != file.SourcePath)
                throw Wrong("is not the file whose bytes stand before it");
            _raw = null;
            var path = folders.PathOf(sourcePath);
            if (Path.Exists(path))
                return;
            DurableFile.Replace(path, bytes);
            File.SetLastWriteTimeUtc(path, file.Modified.UtcDateTime);
        }

        private void KeepUserFile(string path, string text)
        {
            if (!File.Exists(path))
                _userFiles.Add((path, Encoding.UTF8.GetBytes(text)));
        }

        private static bool IsSourcePath(string sourcePath) =>
            sourcePath.Split('/') is [SourceFolders.CorpusName or SourceFolders.UploadsName, _, ..] parts
            && parts.All(part => part.Length > 0 && part is not "." and not ".." && part.AsSpan().IndexOfAny('\\', '\0') < 0);

        private static bool IsHash(string? hash) => hash is { Length: 64 } && hash.All(char.IsAsciiHexDigitLower);

        private static bool IsWithin(int start, int length, string text) => start >= 0 && length >= 0 && start <= text.Length - length;

        private InvalidDataException Wrong(string what) => new($"line {Line} of the dump {what}");
    }
}
