using System.Security.Cryptography;
using KnowledgeBase.Store.RawFiles;

namespace KnowledgeBase.Store.Tests.RawFiles;

public sealed class FileContentTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_file_is_read_whole_with_the_hash_of_its_bytes()
    {
        var content = await ReadAsync(Listed("hello"));
        Assert.Null(content.Failure);
        Assert.False(content.Changing);
        Assert.Equal("hello"u8.ToArray(), content.Bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("hello"u8)), content.Hash);
    }

    [Fact]
    public async Task A_file_that_differs_from_its_listing_is_still_being_written()
    {
        var file = Listed("hello");
        Assert.True((await ReadAsync(file with { Size = 4 })).Changing);
        Assert.True((await ReadAsync(file with { Modified = file.Modified.AddTicks(1) })).Changing);
    }

    [Theory]
    [InlineData("link")]
    [InlineData("name-not-utf8")]
    [InlineData("empty")]
    [InlineData("too-large")]
    public async Task What_cannot_become_a_report_is_not_opened_and_says_why(string code)
    {
        // Opening it would fail with another code.
        var file = new SourceFile("corpus/a.txt", _home.At("missing.txt"), 5, default, IsLink: false);
        file = code switch
        {
            "link" => file with { IsLink = true },
            "name-not-utf8" => file with { IsNameUnreadable = true },
            "empty" => file with { Size = 0 },
            _ => file with { Size = 101 },
        };
        var content = await ReadAsync(file);
        Assert.Equal((code, false), (content.Failure!.Code, content.Failure.Retry));
        Assert.Empty(content.Bytes);
    }

    [Fact]
    public async Task A_file_that_is_gone_or_locked_is_tried_again()
    {
        var gone = await ReadAsync(new SourceFile("corpus/a.txt", _home.At("missing.txt"), 5, default, IsLink: false));
        Assert.Equal(("unreadable", true), (gone.Failure!.Code, gone.Failure.Retry));
        var file = Listed("hello");
        await using var held = new FileStream(file.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var locked = await ReadAsync(file);
        Assert.Equal(("unreadable", true), (locked.Failure!.Code, locked.Failure.Retry));
    }

    private static Task<FileContent> ReadAsync(SourceFile file) =>
        FileContent.ReadAsync(file, maxBytes: 100, TestContext.Current.CancellationToken);

    private SourceFile Listed(string text)
    {
        var info = new FileInfo(_home.Write("a.txt", text));
        return new SourceFile("corpus/a.txt", info.FullName, info.Length, info.LastWriteTimeUtc, IsLink: false);
    }
}
