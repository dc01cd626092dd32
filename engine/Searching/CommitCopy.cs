using KnowledgeBase.Engine.Commits;
using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine.Searching;

/// <summary>
/// Writes an open commit into another folder. Its segments stay readable while they are open, also after a merge has unlinked their files,
/// so the copy is the commit as it was, whatever the writer does.
/// </summary>
internal static class CommitCopy
{
    public static void Write(IndexView view, IStorage target, CancellationToken cancel)
    {
        try
        {
            if (target.List().Count > 0)
                throw new IOException("the folder is not empty.");
            foreach (var segment in view.Segments)
            {
                using var file = target.Create(segment.Reader.Name.File);
                segment.Reader.File.CopyTo(file, cancel);
                file.Sync();
            }

            // The manifest comes last: a copy that was cut short is no index.
            Manifest.Publish(target, view.Commit);
        }
        catch (IOException e)
        {
            throw new IndexStorageException($"the index cannot be copied to '{target.Name}': {e.Message}", e);
        }
    }
}
