namespace KnowledgeBase.Indexer.Tests.Hosting;

/// <summary>What a killed process left behind goes; what another process works on stays.</summary>
public sealed class PartialFilesTests
{
    [Fact]
    public async Task An_upload_that_a_crash_cut_short_is_swept_and_one_under_way_is_not()
    {
        await using var corpus = new FollowedCorpus();
        Directory.CreateDirectory(corpus.Uploads);
        var (old, fresh) = (Partial(), Partial());
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-1));
        await corpus.StartAsync();
        await corpus.UntilAsync(() => File.Exists(old) ? null : "");
        Assert.True(File.Exists(fresh));

        string Partial()
        {
            var path = Path.Combine(corpus.Uploads, "." + Guid.NewGuid().ToString("N"));
            File.WriteAllBytes(path, "half"u8.ToArray());
            return path;
        }
    }

    [Fact]
    public async Task The_folder_of_a_converter_that_died_is_swept_and_one_in_use_is_not()
    {
        await using var corpus = new FollowedCorpus();
        var (old, fresh) =
            (Directory.CreateTempSubdirectory("kb-convert-").FullName, Directory.CreateTempSubdirectory("kb-convert-").FullName);
        await File.WriteAllTextAsync(Path.Combine(old, "input.doc"), "half");
        Directory.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-1));
        await corpus.StartAsync();
        await corpus.UntilAsync(() => Directory.Exists(old) ? null : "");
        Assert.True(Directory.Exists(fresh));
        Directory.Delete(fresh);
    }
}
