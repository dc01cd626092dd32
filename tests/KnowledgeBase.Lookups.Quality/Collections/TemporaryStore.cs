using System.Security.Cryptography;
using System.Text;
using KnowledgeBase.Reports;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Quality.Collections;

/// <summary>A store in a temporary folder with files read as the indexer reads them.</summary>
internal sealed class TemporaryStore : IDisposable
{
    private static readonly ReportReader Reader = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("kb-quality-").FullName;

    public TemporaryStore() => Store = new KnowledgeStore(_folder);

    public KnowledgeStore Store { get; }

    /// <summary>The ids of a file's reports.</summary>
    public static IReadOnlyList<string> Add(IReadingWriter writer, string name, byte[] bytes)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var reading = Reader.Read(name, bytes);
        List<ReportRecord> reports =
            [.. reading.Reports.Select(
                (report, number) => new ReportRecord(ReportRecord.IdFor(hash, number + 1), hash, number + 1, report))];
        var entry = new FileEntry
        {
            SourcePath = name,
            Status = FileStatus.Indexed,
            Hash = hash,
            Size = bytes.Length,
            Modified = DateTimeOffset.UnixEpoch,
            Seen = DateTimeOffset.UnixEpoch,
            Reports = [.. reports.Select(report => report.Id)],
        };
        writer.Store(entry, reports);
        return entry.Reports;
    }

    public static IReadOnlyList<string> Add(IReadingWriter writer, string name, string text) =>
        Add(writer, name, Encoding.UTF8.GetBytes(text));

    /// <summary>
    /// The real reports of KB_BENCH: what labelled passages have to stand out from. The samples of corpus/ are no such material: they state
    /// the labelled problems as well.
    /// </summary>
    public static void AddOthers(IReadingWriter writer)
    {
        if (Environment.GetEnvironmentVariable("KB_BENCH") is not { Length: > 0 } bench)
            return;
        foreach (var file in Directory.GetFiles(Path.Combine(bench, "reports")).Order(StringComparer.Ordinal))
            Add(writer, $"reports/{Path.GetFileName(file)}", File.ReadAllBytes(file));
    }

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
