using System.Security.Cryptography;
using System.Text;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Dumps;
using KnowledgeBase.Store.Hosting;
using KnowledgeBase.Store.Records;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeBase.Store.Tests.Dumps;

/// <summary>A dump holds what is known in a form that outlives the index's format, and is loaded whole or not at all.</summary>
public sealed class DumpTests : IDisposable
{
    private static readonly byte[] Raw = [.. Given.Bytes(), .. "更多材料请加微信公众号：某某材料铺（clpu2023）\n"u8];

    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_dumped_and_loaded_is_the_same_knowledge(bool withFiles)
    {
        var dump = await DumpAsync(withFiles);
        Assert.Contains("clpu2023", dump, StringComparison.Ordinal);
        await using (var there = Services("there"))
        {
            Assert.Equal((3, 1), Load(there, dump));
            var store = there.GetRequiredService<KnowledgeStore>();
            Assert.Equal("青墨书阁", store.LearnedMarks);
            Assert.Equal(withFiles, File.Exists(_home.At("there", "corpus", "a.txt")));
        }

        Assert.Equal("""{ "corpus/a.txt": { "year": 2022 } }""", await File.ReadAllTextAsync(_home.At("there", "corpus.corrections.json")));
        if (withFiles)
        {
            Assert.Equal(Raw, await File.ReadAllBytesAsync(_home.At("there", "corpus", "a.txt")));
            await using var again = Services("there");
            Assert.Equal(Known(dump), Known(await DumpAsync(again, withFiles: true)));
        }
    }

    [Fact]
    public async Task A_line_that_a_later_version_has_more_members_in_is_read()
    {
        var dump = (await DumpAsync(false))
            .Replace("{\"type\":\"file\"", "{\"type\":\"file\",\"colour\":\"red\"", StringComparison.Ordinal);
        await using var there = Services("there");
        Assert.Equal((3, 1), Load(there, dump));
    }

    [Theory]
    [InlineData("\"type\":\"end\"", "\"type\":\"tail\"", "no type that is known")]
    [InlineData("\"version\":1", "\"version\":2", "version 2")]
    [InlineData("\"lines\":7", "\"lines\":6", "6 lines")]
    [InlineData("\"place\":\"corpus/a.txt\"", "\"place\":\"corpus/../../a.txt\"", "outside the folders")]
    [InlineData("\"sections\":[", "\"sections\":[null,", "section without passages")]
    [InlineData("\"sections\":[", "\"sections\":null,\"x\":[", "line 4")]
    [InlineData("\"ordinal\":1", "\"ordinal\":2", "does not follow")]
    [InlineData("\"start\":0", "\"start\":-1", "outside the text")]
    [InlineData("{\"type\":\"report\"", "{\"type\":\"report\"]", "line 4")]
    [InlineData("{\"type\":\"dump\"", "{\"type\":\"marks\"", "out of its place")]
    public async Task A_dump_with_a_wrong_line_is_refused_by_its_line_and_leaves_the_index_empty(string right, string wrong, string reason)
    {
        var dump = await DumpAsync(false);
        if (right == "\"start\":0")
        {
            var passage = dump.LastIndexOf("\"rawStart\":", StringComparison.Ordinal);
            right = dump[dump.LastIndexOf("\"start\":", passage, StringComparison.Ordinal)..].Split(',')[0];
        }

        Assert.Contains(right, dump, StringComparison.Ordinal);
        await using var there = Services("there");
        var refused = Assert.Throws<InvalidDataException>(() => Load(there, dump.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        var store = there.GetRequiredService<KnowledgeStore>();
        store.Open();
        Assert.Empty(store.Catalog.Files);
    }

    [Fact]
    public async Task A_dump_that_was_cut_short_at_any_line_is_refused()
    {
        var lines = (await DumpAsync(false)).TrimEnd().Split('\n');
        await using var there = Services("there");
        for (var count = 0; count < lines.Length; count++)
        {
            var cut = string.Concat(lines.Take(count).Select(line => line + "\n"));
            Assert.Throws<InvalidDataException>(() => Load(there, cut));
        }

        Assert.Equal((3, 1), Load(there, string.Join('\n', lines)));
    }

    [Fact]
    public async Task An_index_that_holds_something_is_not_loaded_into()
    {
        var dump = await DumpAsync(false);
        await using var here = Services("here");
        Assert.Throws<IOException>(() => Load(here, dump));
    }

    private static (int Files, int Reports) Load(ServiceProvider services, string dump) =>
        ActivatorUtilities.CreateInstance<DumpLoader>(services)
            .Load(new MemoryStream(Encoding.UTF8.GetBytes(dump)), CancellationToken.None);

    private static string Known(string dump) => string.Join('\n', dump.Split('\n').Skip(1));

    /// <summary>A dump of a file with an advertisement, of its copy, and of a file that gave no report.</summary>
    private async Task<string> DumpAsync(bool withFiles)
    {
        await using var here = Services("here");
        var raw = _home.Write("here/corpus/a.txt", Raw);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Raw));
        var reading = new Reports.ReportReader().Read("a.txt", Raw, CancellationToken.None);
        var record = new ReportRecord(ReportRecord.IdFor(hash, 1), hash, 1, Assert.Single(reading.Reports));
        await File.WriteAllTextAsync(_home.At("here", "corpus.corrections.json"), """{ "corpus/a.txt": { "year": 2022 } }""");
        using (var writer = here.GetRequiredService<KnowledgeStore>().OpenWriter())
        {
            var file = Given.File("corpus/a.txt", hash, record) with { Removed = reading.Removed.Count };
            writer.Store(file with { Modified = File.GetLastWriteTimeUtc(raw) }, [record]);
            writer.Store(file with { SourcePath = "corpus/copy.txt" }, []);
            writer.Store(Given.File("corpus/empty.txt", null), []);
            writer.StoreLearnedMarks("青墨书阁");
            writer.Commit();
        }

        return await DumpAsync(here, withFiles);
    }

    private static async Task<string> DumpAsync(ServiceProvider services, bool withFiles)
    {
        using var to = new MemoryStream();
        var writer = ActivatorUtilities.CreateInstance<DumpWriter>(services);
        await writer.WriteAsync(to, withFiles, new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero), CancellationToken.None);
        return Encoding.UTF8.GetString(to.ToArray());
    }

    private ServiceProvider Services(string name)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Corpus:Folder"] = _home.At(name, "corpus"),
            ["Corpus:Uploads"] = _home.At(name, "uploads"),
            ["Index:Folder"] = _home.At(name, "index"),
        }).Build();
        Directory.CreateDirectory(_home.At(name, "corpus"));
        return new ServiceCollection().AddLogging().AddKnowledgeStoreParts(configuration).BuildServiceProvider();
    }
}
