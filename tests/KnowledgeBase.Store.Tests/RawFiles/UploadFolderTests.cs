using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Store.Tests.RawFiles;

public sealed class UploadFolderTests : IDisposable
{
    private readonly TemporaryFolder _home = new();
    private readonly UploadFolder _uploads;

    public UploadFolderTests() => _uploads = new UploadFolder(Options.Create(new CorpusOptions { Uploads = Folder }));

    private string Folder => _home.At("uploads");

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task The_same_bytes_under_the_same_name_are_one_file_and_under_another_name_another()
    {
        var first = await KeepAsync("审计局.txt", "一");
        Assert.Equal(first, await KeepAsync("审计局.txt", "一"));
        var second = await KeepAsync("审计局.txt", "二");
        Assert.NotEqual(first, second);
        Assert.Equal(2, Directory.GetFileSystemEntries(Folder).Length);
        Assert.Equal("审计局.txt", UploadFolder.DisplayName(first));
        Assert.Equal("一", await File.ReadAllTextAsync(_home.At(first)));
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\报告\a.docx", "a.docx")]
    [InlineData("..", "file")]
    [InlineData("", "file")]
    [InlineData("a\0b\n<c>.txt", "abc.txt")]
    [InlineData(".hidden", "hidden")]
    [InlineData("（2023）述职报告“一”.txt", "（2023）述职报告“一”.txt")]
    public async Task A_name_from_outside_is_never_a_path(string name, string kept)
    {
        var sourcePath = await KeepAsync(name, "x");
        Assert.Equal(kept, UploadFolder.DisplayName(sourcePath));
        Assert.Equal(Folder, Path.GetDirectoryName(Path.GetFullPath(_home.At(sourcePath))));
        Assert.True(File.Exists(_home.At(sourcePath)));
    }

    [Fact]
    public async Task A_long_name_is_shortened_in_the_middle_and_keeps_its_ending()
    {
        var sourcePath = await KeepAsync(new string('长', 300) + ".docx", "x");
        Assert.EndsWith("长.docx", sourcePath, StringComparison.Ordinal);
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(sourcePath) < 255);
    }

    [Fact]
    public async Task An_upload_that_ends_early_leaves_nothing()
    {
        await Assert.ThrowsAsync<IOException>(() => _uploads.KeepAsync("a.txt", new BrokenStream(), CancellationToken.None));
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _uploads.KeepAsync("a.txt", new MemoryStream([1]), cancelled.Token));
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public async Task Uploads_alone_can_be_removed_and_only_in_their_own_folder()
    {
        var sourcePath = await KeepAsync("a.txt", "x");
        var beside = _home.Write("beside.txt", "precious");
        _uploads.Remove("uploads/../beside.txt");
        Assert.True(File.Exists(beside));
        Assert.Throws<ArgumentException>(() => _uploads.Remove("corpus/a.txt"));
        _uploads.Remove(sourcePath);
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
        _uploads.Remove(sourcePath);
    }

    [Fact]
    public async Task Sweeping_deletes_old_partial_uploads_and_nothing_else()
    {
        var now = new DateTime(2023, 5, 1, 12, 0, 0, DateTimeKind.Utc);
        Assert.Equal(0, _uploads.SweepPartial(now));
        var kept = await KeepAsync("a.txt", "x");
        var (old, fresh, other) = (Partial(now.AddHours(-1)), Partial(now.AddHours(1)), _home.Write("uploads/.gitkeep", "x"));
        File.SetLastWriteTimeUtc(other, now.AddHours(-1));
        File.SetLastWriteTimeUtc(_home.At(kept), now.AddHours(-1));
        Assert.Equal(1, _uploads.SweepPartial(now));
        Assert.False(File.Exists(old));
        Assert.All([fresh, other, _home.At(kept)], path => Assert.True(File.Exists(path)));

        string Partial(DateTime time)
        {
            var path = _home.Write("uploads/." + Guid.NewGuid().ToString("N"), "half");
            File.SetLastWriteTimeUtc(path, time);
            return path;
        }
    }

    [Theory]
    [InlineData("uploads/0123456789abcdef-a-b.txt", "a-b.txt")]
    [InlineData("uploads/0123456789abcdeF-a.txt", "0123456789abcdeF-a.txt")]
    [InlineData("uploads/by-hand.txt", "by-hand.txt")]
    [InlineData("corpus/0123456789abcdef-a.txt", "0123456789abcdef-a.txt")]
    [InlineData("corpus/2023/a.txt", "2023/a.txt")]
    public void A_file_is_called_by_the_name_it_came_with(string sourcePath, string name) =>
        Assert.Equal(name, UploadFolder.DisplayName(sourcePath));

    private Task<string> KeepAsync(string name, string text) =>
        _uploads.KeepAsync(name, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken);

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("the sender has gone");
    }
}
