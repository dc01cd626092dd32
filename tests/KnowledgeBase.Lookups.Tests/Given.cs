using System.Text;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Reports;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Tests;

/// <summary>A store of its own with reports that tests write into it, as the indexer would.</summary>
internal sealed class Given : IDisposable
{
    private static readonly ReportReader Reader = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("kb-lookups-").FullName;
    private readonly IReadingWriter _writer;

    public Given(params IReadOnlyList<Derivation> derivations)
    {
        Store = new KnowledgeStore(_folder);
        _writer = Store.OpenWriter();
        _writer.Commit();
        Collection = new ReportCollection(Store, derivations);
    }

    public KnowledgeStore Store { get; }

    public ReportCollection Collection { get; }

    /// <summary>Stores what a raw file's text is read as; the same name again replaces it. Returns the ids of its reports.</summary>
    public IReadOnlyList<string> File(string name, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        var reading = Reader.Read(name, bytes);
        List<ReportRecord> reports =
            [.. reading.Reports.Select(
                (report, number) => new ReportRecord(ReportRecord.IdFor(hash, number + 1), hash, number + 1, report))];
        _writer.Store(
            new FileEntry
            {
                SourcePath = name,
                Status = FileStatus.Indexed,
                Hash = hash,
                Size = bytes.Length,
                Modified = DateTimeOffset.UnixEpoch,
                Seen = DateTimeOffset.UnixEpoch,
                Reports = [.. reports.Select(report => report.Id)],
            },
            reports);
        return [.. reports.Select(report => report.Id)];
    }

    public void Remove(string name) => _writer.Remove(name);

    public void Commit() => _writer.Commit();

    /// <summary>Commits and takes everything up.</summary>
    public CollectionView View(params IReadOnlyList<Derivation> needed)
    {
        Commit();
        Collection.Update();
        return Collection.Open(needed);
    }

    public void Dispose()
    {
        Collection.Dispose();
        _writer.Dispose();
        Store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
