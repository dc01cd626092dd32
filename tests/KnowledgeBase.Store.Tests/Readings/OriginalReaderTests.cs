using System.IO.Compression;
using System.Security.Cryptography;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Readings;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Store.Tests.Readings;

/// <summary>The bytes behind a report, wherever they lie now.</summary>
public sealed class OriginalReaderTests : IDisposable
{
    private readonly TemporaryFolder _home = new();
    private readonly KnowledgeStore _store;
    private readonly CurrentReader _current;
    private readonly OriginalReader _originals;

    public OriginalReaderTests()
    {
        var options = Options.Create(new CorpusOptions { Folder = _home.At("corpus"), Uploads = _home.At("uploads") });
        _store = new KnowledgeStore(_home.At("index"));
        var user = new UserFiles(options, NullLogger<UserFiles>.Instance);
        _current = new CurrentReader(user, _store);
        _originals = new OriginalReader(new SourceFolders(options), _store.Catalog, _current, user, new PrivacyRules(options));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _store.Dispose();
        _home.Dispose();
    }

    [Fact]
    public async Task The_bytes_come_from_a_copy_where_the_first_file_is_gone_or_has_changed()
    {
        var bytes = Given.Bytes();
        var hash = Keep(bytes, "corpus/a.txt", "corpus/b.txt", "uploads/c.txt");
        Assert.Equal("corpus/a.txt", (await _originals.FindAsync(hash, Cancel))?.SourcePath);
        File.Delete(_home.At("corpus", "a.txt"));
        _home.Write("corpus/b.txt", "something else");
        var found = await _originals.FindAsync(hash, Cancel);
        Assert.Equal("uploads/c.txt", found?.SourcePath);
        Assert.Equal(bytes, found?.Bytes);
        File.Delete(_home.At("uploads", "c.txt"));
        Assert.Null(await _originals.FindAsync(hash, Cancel));
        Assert.Null(await _originals.ReadAsync(hash, null, withNumbers: false, Cancel));
    }

    [Fact]
    public async Task An_original_has_what_cleaning_takes_out_with_the_user_s_marks_too()
    {
        _home.Write("corpus.marks.txt", "拾遗小屋\n");
        var hash = Keep(Given.Bytes(problem: "学习形拾遗小屋式单一"), "corpus/a.txt");
        _current.Refresh();
        var (sourcePath, reading) = (await _originals.ReadAsync(hash, null, withNumbers: false, Cancel))!.Value;
        Assert.Equal("corpus/a.txt", sourcePath);
        Assert.Contains("学习形拾遗小屋式单一", reading.RawText, StringComparison.Ordinal);
        Assert.Contains("学习形式单一", Assert.Single(reading.Reports).Text, StringComparison.Ordinal);
        Assert.Contains(reading.Removed, removal => removal.Text.Contains("拾遗小屋", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_of_an_archive_is_read_by_its_entry()
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("2023/a.txt").Open();
            entry.Write(Given.Bytes());
        }

        var hash = Keep(archive.ToArray(), "corpus/pack.zip");
        var (sourcePath, reading) = (await _originals.ReadAsync(hash, "2023/a.txt", withNumbers: false, Cancel))!.Value;
        Assert.Equal("corpus/pack.zip/2023/a.txt", sourcePath);
        Assert.Single(reading.Reports);
        Assert.Null(await _originals.ReadAsync(hash, "2023/b.txt", withNumbers: false, Cancel));
    }

    /// <summary>Writes the bytes to some places and has the store know them; returns their hash.</summary>
    private string Keep(byte[] bytes, params string[] sourcePaths)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        using var writer = _store.OpenWriter();
        foreach (var sourcePath in sourcePaths)
        {
            _home.Write(sourcePath, bytes);
            writer.Store(Given.File(sourcePath, hash), []);
        }

        writer.Commit();
        return hash;
    }
}
