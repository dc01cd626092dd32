using KnowledgeBase.Store.RawFiles;

namespace KnowledgeBase.Indexer.Hosting;

/// <summary>Deletes what a killed process left behind: half uploads, and the folders that converters worked in.</summary>
internal sealed class PartialFiles(UploadFolder uploads, TimeProvider clock)
{
    private const string ConverterFolders = "kb-convert-*";

    /// <summary>Longer than any upload pauses and any converter may run.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(10);

    public void Sweep()
    {
        var before = clock.GetUtcNow().UtcDateTime - Age;
        uploads.SweepPartial(before);
        foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), ConverterFolders))
        {
            if (Directory.GetLastWriteTimeUtc(folder) < before)
                TryDelete(folder);
        }
    }

    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user's, or gone meanwhile: the next sweep tries again.
            return;
        }
    }
}
