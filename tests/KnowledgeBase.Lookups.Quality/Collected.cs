using System.Security.Cryptography;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.LeftOvers;
using KnowledgeBase.Lookups.Overlap;
using KnowledgeBase.Lookups.Problems;
using KnowledgeBase.Reports;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Quality;

/// <summary>Raw files as a collection in a temporary folder, with the look-ups over it.</summary>
internal sealed class Collected : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kb-lookups-").FullName;
    private readonly KnowledgeStore _store;
    private readonly ReportCollection _collection;

    /// <param name="files">Names and bytes; a name that recurs replaces what it had.</param>
    public Collected(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        _store = new KnowledgeStore(_folder);
        _collection = new ReportCollection(_store, [Problems, Origins, UnitNames]);
        using var writer = _store.OpenWriter();
        var reader = new ReportReader();
        foreach (var (name, bytes) in files)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            List<ReportRecord> reports = [.. reader.Read(name, bytes).Reports
                .Select((report, number) => new ReportRecord(ReportRecord.IdFor(hash, number + 1), hash, number + 1, report))];
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
        }

        writer.Commit();
    }

    public ProblemDerivation Problems { get; } = new();

    public OriginDerivation Origins { get; } = new();

    public UnitNameDerivation UnitNames { get; } = new();

    /// <summary>Every file below some folders, in the order of their names.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Files(IEnumerable<string> folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        .Where(file => Path.GetExtension(file) is not (".py" or ".md" or ".json"))
        .Select(file => (Path.GetFileName(Path.GetDirectoryName(file)) + "/" + Path.GetFileName(file), File.ReadAllBytes(file)));

    /// <summary>Takes everything up.</summary>
    public CollectionView View()
    {
        _collection.Update();
        return _collection.Open(Problems, Origins, UnitNames);
    }

    public void Dispose()
    {
        _collection.Dispose();
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
