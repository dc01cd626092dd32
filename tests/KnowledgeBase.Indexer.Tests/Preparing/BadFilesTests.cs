using System.Diagnostics;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Indexer.Tests.Preparing;

/// <summary>One bad file is listed with its reason and stops nobody.</summary>
public sealed class BadFilesTests
{
    [Fact]
    public async Task Every_bad_file_has_its_reason_and_the_good_one_beside_it_is_found()
    {
        await using var corpus = new FollowedCorpus();
        corpus.Write("empty.txt", []);
        corpus.Write("program.docx", [.. "MZ"u8, .. new byte[200]]);
        corpus.Write("half.docx", [0x50, 0x4b, 3, 4, 20, 0]);
        var secret = Path.Combine(Path.GetDirectoryName(corpus.Folder)!, "secret.txt");
        File.WriteAllBytes(secret, FollowedCorpus.Report("某某局", 2020, "外面的内容不该出现"));
        File.CreateSymbolicLink(Path.Combine(corpus.Folder, "link.txt"), secret);
        MakePipe(Path.Combine(corpus.Folder, "pipe.txt"));
        corpus.Write("z-good.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("学习形式单一", 1);

        var failed = corpus.Catalog.Files.Where(file => file.Status == FileStatus.Failed)
            .ToDictionary(file => file.SourcePath, file => file.Code);
        Assert.Equal("empty", failed["corpus/empty.txt"]);
        Assert.Equal("empty", failed["corpus/pipe.txt"]);
        Assert.Equal("link", failed["corpus/link.txt"]);
        Assert.NotNull(failed["corpus/program.docx"]);
        Assert.NotNull(failed["corpus/half.docx"]);
        Assert.All(corpus.Catalog.Files.Where(file => file.Code is not null), file => Assert.False(string.IsNullOrWhiteSpace(file.Reason)));
        Assert.Empty(corpus.Search("外面的内容不该出现"));
    }

    [Fact]
    public async Task A_bad_file_that_is_mended_is_found()
    {
        await using var corpus = await new FollowedCorpus().StartAsync();
        corpus.Write("a.txt", []);
        await corpus.UntilAsync(() => corpus.Catalog.At("corpus/a.txt") is { Status: FileStatus.Failed } file ? file : null);
        corpus.Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        await corpus.UntilFoundAsync("学习形式单一", 1);
        Assert.Equal(FileStatus.Indexed, corpus.Catalog.At("corpus/a.txt")!.Status);
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_tried_three_times_and_then_left_alone()
    {
        await using var corpus = new FollowedCorpus();
        var path = corpus.Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));

        // A lock refuses even the administrator, whom the file's mode does not.
        await using (var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            await corpus.StartAsync(("Indexer:RetryMilliseconds", "10"));
            var file = await corpus.UntilAsync(
                () => corpus.Catalog.At("corpus/a.txt") is { Status: FileStatus.Quarantined } quarantined ? quarantined : null);
            Assert.Equal(3, file.Tries);
            Assert.Equal("unreadable", file.Code);
        }

        Assert.Empty(corpus.Search("学习形式单一"));
    }

    [Fact]
    public async Task Raw_files_are_never_changed()
    {
        await using var corpus = new FollowedCorpus();
        var path = corpus.Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        File.SetAttributes(path, FileAttributes.ReadOnly);
        var (bytes, time) = (File.ReadAllBytes(path), File.GetLastWriteTimeUtc(path));
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("学习形式单一", 1);
        Assert.Equal(bytes, File.ReadAllBytes(path));
        Assert.Equal(time, File.GetLastWriteTimeUtc(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(corpus.Folder));
    }

    private static void MakePipe(string path)
    {
        using var process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
