using System.Diagnostics;
using KnowledgeBase.Engine.Proofs;
using KnowledgeBase.Engine.Proofs.Faults;

namespace KnowledgeBase.Engine.Tests.Proofs;

public class FullDiskTests
{
    private static readonly IndexSchema Schema = new([new TextField("text")], [], []);

    [Fact]
    public void On_a_full_disk_nothing_is_acknowledged_searches_go_on_and_work_resumes()
    {
        var disk = new SimulatedDisk();
        var storage = new FaultStorage(disk, FaultPlan.None);
        using (var index = SearchIndex.Open(storage, Schema))
        using (var writer = index.OpenWriter())
        {
            Put(writer, "r1");
            writer.Commit();
            Put(writer, "r2");

            storage.Full = true;
            Assert.Throws<IndexStorageException>(() => writer.Commit());
            Assert.Throws<IndexStorageException>(() => writer.Commit());
            Assert.Equal(1, Found(index));

            storage.Full = false;
            writer.Commit();
            Assert.Equal(2, Found(index));
        }

        using var after = SearchIndex.Open(new FaultStorage(disk.AfterCut(Outcome.Lost, new Random(1)), FaultPlan.None), Schema);
        Assert.Equal(2, Found(after));
    }

    [Fact]
    public void A_file_system_without_space_is_survived() => OnSmallDisk(FillAndFree);

    [Fact]
    public void A_writer_that_finds_no_space_leaves_no_lock() => OnSmallDisk(temporary =>
    {
        using var index = SearchIndex.Open(temporary.At("index"), Schema);
        index.OpenWriter().Dispose();
        Fill(temporary.At("ballast"));
        Assert.Throws<IndexStorageException>(() => index.OpenWriter());

        File.Delete(temporary.At("ballast"));
        index.OpenWriter().Dispose();
    });

    private static void OnSmallDisk(Action<TemporaryFolder> test)
    {
        using var temporary = new TemporaryFolder();
        Assert.SkipUnless(Ran("mount", "-t", "tmpfs", "-o", "size=4m", "none", temporary.Folder),
            "a small file system may not be mounted here");
        try
        {
            test(temporary);
        }
        finally
        {
            Ran("umount", "--lazy", temporary.Folder);
        }
    }

    private static void FillAndFree(TemporaryFolder temporary)
    {
        using var index = SearchIndex.Open(temporary.At("index"), Schema);
        using (var writer = index.OpenWriter())
        {
            Put(writer, "r1");
            writer.Commit();
            Fill(temporary.At("ballast"));

            Put(writer, "r2");
            Assert.Throws<IndexStorageException>(() => writer.Commit());
            Assert.Equal(1, Found(index));

            File.Delete(temporary.At("ballast"));
            writer.Commit();
        }

        Assert.Equal(2, Found(index));
        Assert.Empty(SearchIndex.Check(temporary.At("index")).Damages);
    }

    private static void Fill(string path)
    {
        using var ballast = File.Create(path, bufferSize: 0);
        var block = new byte[4096];
        void FillUp()
        {
            while (true)
                ballast.Write(block);
        }

        Assert.Throws<IOException>(FillUp);
    }

    private static void Put(IndexWriter writer, string key) => writer.Put(new DocumentGroup
    {
        Key = key,
        Documents = [new IndexDocument { Id = key, Texts = ["防汛抗旱"], Stored = new byte[9_000] }],
    });

    private static long Found(SearchIndex index)
    {
        using var snapshot = index.Snapshot();
        return snapshot.Search(new SearchRequest { Query = new Query.Text("汛抗", TextMatch.Phrase) }).TotalHits;
    }

    private static bool Ran(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
