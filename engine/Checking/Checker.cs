using KnowledgeBase.Engine.Commits;
using KnowledgeBase.Engine.Segments;
using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine.Checking;

/// <summary>Examines an index from the manifest down; and continues after damage, so that all of it is reported.</summary>
internal static class Checker
{
    private const int Attempts = 10;

    public static IndexCheck Run(IStorage storage, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var result = Examine(storage, cancel);
            // A writer may have removed files of this commit meanwhile. That is no damage: the commit that replaced it is examined instead.
            if (result.Damages.Count == 0 || attempt == Attempts || Generation(storage) == result.Generation)
                return result;
        }
    }

    private static IndexCheck Examine(IStorage storage, CancellationToken cancel)
    {
        var damages = new List<IndexDamagedException>();
        var files = new List<CheckedFile>();
        Commit? commit = null;
        try
        {
            commit = Manifest.Read(storage);
            if (commit is not null)
                files.Add(new CheckedFile(Manifest.FileName, Manifest.Encode(commit).Length));
        }
        catch (IndexDamagedException e)
        {
            damages.Add(e);
        }

        if (commit is null)
            return new IndexCheck(0, 0, 0, files, damages);
        var groups = 0;
        foreach (var state in commit.Segments)
        {
            cancel.ThrowIfCancellationRequested();
            files.Add(new CheckedFile(state.Name.File, state.Name.Bytes));
            groups += state.Groups - (state.DeadGroups?.Count() ?? 0);
            try
            {
                using var reader = new SegmentReader(storage, state.Name, commit.Schema);
                damages.AddRange(SegmentChecker.Run(reader, state, commit.Schema, cancel));
            }
            catch (IndexDamagedException e)
            {
                damages.Add(e);
            }
        }

        return new IndexCheck(commit.Generation, commit.Segments.Sum(s => s.LiveDocuments), groups, files, damages);
    }

    private static long Generation(IStorage storage)
    {
        try
        {
            return Manifest.Read(storage)?.Generation ?? 0;
        }
        catch (IndexDamagedException)
        {
            return 0;
        }
    }
}
