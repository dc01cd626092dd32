using System.Reflection;
using System.Text.Json;
using KnowledgeBase.Reports;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Readings;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Store.Dumps;

/// <summary>Writes all that is known as JSONL that later versions of the program can load: see <see cref="DumpFormat"/>.</summary>
public sealed class DumpWriter(
    KnowledgeStore store, CurrentReader current, OriginalReader originals, IFileSource source, IOptions<CorpusOptions> corpus)
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    /// <summary>Writes a dump.</summary>
    /// <param name="to">Gets UTF-8.</param>
    /// <param name="withFiles">Whether the raw files' bytes are part of it.</param>
    /// <param name="now">The time, for the first line.</param>
    /// <param name="cancel">Leaves a dump without its last line, which is refused by who loads it.</param>
    /// <returns>How many files and reports were written.</returns>
    public async Task<(int Files, int Reports)> WriteAsync(Stream to, bool withFiles, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(to);
        store.Open();
        current.Refresh();
        var (lines, files, reports) = (0L, 0, 0);
        await PutAsync(new DumpLine
        {
            Type = DumpFormat.Start,
            Version = DumpFormat.Version,
            Product = typeof(DumpWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            Created = now,
        }).ConfigureAwait(false);

        // One commit, from the first report to the last: what the worker stores meanwhile is not in it.
        using var snapshot = store.Snapshot();
        await PutTextAsync(DumpFormat.Marks, TextOf(corpus.Value.MarksFile)).ConfigureAwait(false);
        await PutTextAsync(DumpFormat.LearnedMarks, store.LearnedMarks).ConfigureAwait(false);
        await PutTextAsync(DumpFormat.Corrections, TextOf(corpus.Value.CorrectionsFile)).ConfigureAwait(false);
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in snapshot.Groups(FileEntry.KeyPrefix))
        {
            var file = FileEntry.FromBytes(snapshot.Attachment(key)!.Value.Span);
            var entries = new HashSet<string>(StringComparer.Ordinal);
            foreach (var id in file.Reports)
            {
                var report = ReportRecord.FromBytes(snapshot.Attachment(ReportRecord.KeyOf(id))!.Value.Span);
                entries.Add(report.Entry ?? "");

                // Exact copies of a file hold the same reports.
                if (!written.Add(id))
                    continue;
                await PutAsync(new DumpLine { Type = DumpFormat.Report, Report = report }).ConfigureAwait(false);
                reports++;
            }

            if (withFiles)
                await PutRawAsync(file).ConfigureAwait(false);
            var removed = await RemovedAsync(file, entries, cancel).ConfigureAwait(false);
            await PutAsync(new DumpLine { Type = DumpFormat.File, File = file, Removed = removed }).ConfigureAwait(false);
            files++;
        }

        await PutAsync(new DumpLine { Type = DumpFormat.End, Lines = lines }).ConfigureAwait(false);
        await to.FlushAsync(cancel).ConfigureAwait(false);
        return (files, reports);

        async Task PutAsync(DumpLine line)
        {
            await JsonSerializer.SerializeAsync(to, line, DumpJson.Plain.DumpLine, cancel).ConfigureAwait(false);
            await to.WriteAsync(LineEnd, cancel).ConfigureAwait(false);
            lines++;
        }

        async Task PutTextAsync(string type, string text)
        {
            if (text.Length > 0)
                await PutAsync(new DumpLine { Type = type, Text = text }).ConfigureAwait(false);
        }

        async Task PutRawAsync(FileEntry file)
        {
            if (source.Find(file.SourcePath) is not { IsLink: false, IsNameUnreadable: false } found)
                return;
            var bytes = await File.ReadAllBytesAsync(found.Path, cancel).ConfigureAwait(false);
            await PutAsync(new DumpLine { Type = DumpFormat.Raw, SourcePath = file.SourcePath, Bytes = bytes }).ConfigureAwait(false);
        }
    }

    /// <summary>What cleaning removes from a file as it is read now; null where the file is not there to be read.</summary>
    private async Task<IReadOnlyList<Removal>?> RemovedAsync(FileEntry file, IEnumerable<string> entries, CancellationToken cancel)
    {
        if (file is not { Hash: { } hash, Removed: > 0 })
            return file.Status == FileStatus.Indexed ? [] : null;
        var removed = new List<Removal>();
        foreach (var entry in entries)
        {
            if (await originals.ReadAsync(hash, entry.Length > 0 ? entry : null, withNumbers: false, cancel).ConfigureAwait(false)
                is not { Reading: var reading })
                return null;
            removed.AddRange(reading.Removed);
        }

        return removed;
    }

    private static string TextOf(string path) => File.Exists(path) ? File.ReadAllText(path) : "";
}
