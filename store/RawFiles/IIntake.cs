namespace KnowledgeBase.Store.RawFiles;

/// <summary>Brings the files of watched folders to where workers read them.</summary>
public interface IIntake
{
    /// <summary>Takes a file as it is now, or that it has gone. No effect where it is known as it is.</summary>
    /// <returns>
    /// True where the caller is to add a task for it; false where the task was added with it, or where there is nothing to do: it is known,
    /// or is being written and will be reported again.
    /// </returns>
    ValueTask<bool> TakeAsync(string sourcePath, CancellationToken cancel);
}

/// <summary>On one machine workers read the folders themselves.</summary>
public sealed class FolderIntake : IIntake
{
    /// <inheritdoc/>
    public ValueTask<bool> TakeAsync(string sourcePath, CancellationToken cancel) => ValueTask.FromResult(true);
}
