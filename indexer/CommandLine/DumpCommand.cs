using System.CommandLine;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Dumps;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeBase.Indexer.CommandLine;

/// <summary><c>dump FILE [--index DIR] [--with-files]</c>: all that is known, for other versions and other programs.</summary>
internal static class DumpCommand
{
    public static Command Create()
    {
        var index = IndexOption.Create();
        var file = new Argument<string>("FILE") { Description = "a new file, which gets one JSON object a line" };
        var with = new Option<bool>("--with-files") { Description = "the raw files too, byte for byte" };
        var command = new Command("dump", "Writes reports, facts, corrections and removals as JSONL that later versions load.")
        {
            file, index, with,
        };
        command.SetAction((parsed, cancel) =>
            RunAsync(parsed.GetRequiredValue(file), parsed.GetRequiredValue(index), parsed.GetValue(with), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string file, string index, bool withFiles, CancellationToken cancel)
    {
        if (new IndexedFolders(index).Read() is not { } folders)
            throw new DirectoryNotFoundException($"there is no index in '{index}'");
        if (Path.Exists(file))
            throw new IOException($"'{file}' exists already");
        var partial = file + ".partial";
        try
        {
            using var host = IngestCommand.BuildHost(new IngestTarget(folders.Corpus, index) { Uploads = folders.Uploads }, watch: false);
            var writer = ActivatorUtilities.CreateInstance<DumpWriter>(host.Services);
            (int Files, int Reports) written;
            var to = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
            await using (to.ConfigureAwait(false))
            {
                written = await writer.WriteAsync(to, withFiles, DateTimeOffset.UtcNow, cancel).ConfigureAwait(false);
                to.Flush(flushToDisk: true);
            }

            File.Move(partial, file);
            Console.WriteLine($"{file}: {written.Files} files, {written.Reports} reports");
            return 0;
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
