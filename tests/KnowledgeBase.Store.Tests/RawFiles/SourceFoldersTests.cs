using System.Diagnostics;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Settings;

namespace KnowledgeBase.Store.Tests.RawFiles;

public sealed class SourceFoldersTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    public SourceFoldersTests() => Directory.CreateDirectory(Corpus);

    private string Corpus => _home.At("corpus");

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Files_of_both_folders_are_listed_but_hidden_ones_and_lock_files_are_not()
    {
        _home.Write("corpus/a.txt", "x");
        _home.Write("corpus/2023/深/b.txt", "xy");
        _home.Write("corpus/.git/c.txt", "x");
        _home.Write("corpus/~$d.docx", "x");
        _home.Write("uploads/e.txt", "x");
        _home.Write("uploads/.partial", "x");
        Assert.Equal(["corpus/2023/深/b.txt", "corpus/a.txt", "uploads/e.txt"], SourcePaths(Folders()));
        Assert.Null(Folders().FindPath(_home.At("corpus", ".git", "c.txt")));
        Assert.Equal(2, Folders().Find("corpus/2023/深/b.txt")!.Value.Size);
    }

    [Fact]
    public void A_link_is_listed_as_one_and_never_followed()
    {
        _home.Write("outside/secret.txt", "x");
        File.CreateSymbolicLink(_home.At("corpus", "link.txt"), _home.At("outside", "secret.txt"));
        Directory.CreateSymbolicLink(_home.At("corpus", "folder"), _home.At("outside"));
        File.CreateSymbolicLink(_home.At("corpus", "dangling.txt"), _home.At("nowhere"));
        var files = Folders().Files().ToList();
        Assert.Equal(3, files.Count);
        Assert.All(files, file => Assert.True(file is { IsLink: true, Size: 0 }));
    }

    [Theory]
    [InlineData("corpus/../outside.txt")]
    [InlineData("uploads/../../outside.txt")]
    public void A_source_path_that_leads_outside_finds_nothing(string sourcePath)
    {
        _home.Write("outside.txt", "x");
        Assert.Null(Folders().Find(sourcePath));
    }

    [Fact]
    public void A_path_and_its_source_path_lead_to_each_other()
    {
        var folders = Folders();
        var path = _home.At("corpus", "2023", "a.txt");
        Assert.Equal("corpus/2023/a.txt", folders.SourcePathOf(path));
        Assert.Equal(path, folders.PathOf("corpus/2023/a.txt"));
        Assert.Null(folders.SourcePathOf(_home.At("corpus-other", "a.txt")));
        Assert.Null(folders.SourcePathOf(_home.Path));
    }

    [Fact]
    public void A_missing_corpus_is_refused_by_name_and_yields_nothing()
    {
        Directory.Delete(Corpus);
        Assert.Contains(Corpus, Assert.Throws<CorpusMissingException>(Folders().RequireCorpus).Message, StringComparison.Ordinal);
        Assert.Empty(Folders().Files());
        Assert.False(Folders().IsReachable("corpus/a.txt"));
    }

    [Fact]
    public void An_empty_corpus_is_taken_for_a_lost_mount_until_it_has_been_followed_or_is_allowed()
    {
        var folders = Folders();
        Assert.True(folders.SeemsUnmounted);
        Assert.False(Folders(allowEmpty: true).SeemsUnmounted);
        var file = _home.Write("corpus/a.txt", "x");
        Assert.False(folders.SeemsUnmounted);
        folders.BeginFollowing();
        File.Delete(file);
        Assert.False(folders.SeemsUnmounted);

        // Another folder under the same path, as a mount leaves behind.
        Directory.Move(Corpus, Corpus + ".away");
        Directory.CreateDirectory(Corpus);
        Assert.True(folders.SeemsUnmounted);
    }

    [Fact]
    public void A_tree_that_is_deleted_while_it_is_listed_ends_the_list_and_nothing_else()
    {
        for (var i = 0; i < 20; i++)
            _home.Write($"corpus/tree/{i}/a.txt", "x");
        var listed = 0;
        foreach (var _ in Folders().Files())
        {
            if (listed++ == 0)
                Directory.Delete(_home.At("corpus", "tree"), recursive: true);
        }

        Assert.InRange(listed, 1, 19);
    }

    [Fact]
    public void A_name_that_is_not_utf8_is_listed_with_its_bytes_escaped_and_found_by_that()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "names are bytes on Linux only");
        using (var shell = Process.Start("sh", ["-c", "printf x > \"$0/$(printf '\\325\\343-a.txt')\"", Corpus])!)
            shell.WaitForExit();
        _home.Write("corpus/好.txt", "x");
        Assert.Equal([@"\xD5\xE3-a.txt"], RawNames.NotUtf8(Corpus));
        var file = Assert.Single(Folders().Files(), file => file.IsNameUnreadable);
        Assert.Equal(@"corpus/\xD5\xE3-a.txt", file.SourcePath);
        Assert.True(Folders().Find(file.SourcePath) is { IsNameUnreadable: true });
        Assert.Null(Folders().Find(@"corpus/\xD5\xE4-a.txt"));
        Assert.Empty(RawNames.NotUtf8(_home.At("missing")));
    }

    private SourceFolders Folders(bool allowEmpty = false) =>
        new(new CorpusOptions { Folder = Corpus, Uploads = _home.At("uploads"), AllowEmpty = allowEmpty });

    private static IEnumerable<string> SourcePaths(SourceFolders folders) =>
        folders.Files().Select(file => file.SourcePath).Order(StringComparer.Ordinal);
}
