using KnowledgeBase.Store.Durability;

namespace KnowledgeBase.Store.Tests.Durability;

public sealed class DurableFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_created_with_its_folder_and_then_replaced_and_nothing_is_left_beside_it()
    {
        var path = _folder.At("deep", "er", "file.json");
        DurableFile.Replace(path, "one"u8.ToArray());
        Assert.Equal("one"u8.ToArray(), File.ReadAllBytes(path));
        DurableFile.Replace(path, "2"u8.ToArray());
        Assert.Equal("2"u8.ToArray(), File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void What_a_crash_left_of_an_earlier_attempt_is_overwritten()
    {
        var path = _folder.At("file.json");
        _folder.Write("file.json.new", "a longer piece of an earlier attempt");
        DurableFile.Replace(path, "new"u8.ToArray());
        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public async Task A_reader_beside_the_writer_sees_the_old_file_or_the_new_one()
    {
        var path = _folder.At("file.json");
        var (one, other) = (new byte[50_000], new byte[70_000]);
        Array.Fill(other, (byte)1);
        DurableFile.Replace(path, one);
        using var done = new CancellationTokenSource();
        var reading = Task.Run(() =>
        {
            do
            {
                var bytes = File.ReadAllBytes(path);
                Assert.True(bytes.AsSpan().SequenceEqual(one) || bytes.AsSpan().SequenceEqual(other), $"{bytes.Length} bytes");
            }
            while (!done.IsCancellationRequested);
        });
        for (var i = 0; i < 20; i++)
            DurableFile.Replace(path, i % 2 == 0 ? other : one);
        await done.CancelAsync();
        await reading;
    }

    [Fact]
    public void A_folder_that_is_not_there_cannot_be_made_durable_and_is_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "folders are not synced there");
        var missing = _folder.At("missing");
        Assert.Contains(missing, Assert.Throws<IOException>(() => DurableFolders.Sync(missing)).Message, StringComparison.Ordinal);
        DurableFolders.Sync(_folder.Path);
    }
}
