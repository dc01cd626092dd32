using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.SearchApi.Reports;

/// <summary>Has files read again after a person changed what their reading depends on.</summary>
public sealed class ReadingAgain(IWorkQueue queue)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Waits until the new readings are visible, within bounds: a person looks at them next. False where they come later: much is being
    /// read, or another process reads.
    /// </summary>
    /// <param name="sourcePaths">Known files.</param>
    /// <param name="cancel">Ends the wait; what was changed stays.</param>
    public async Task<bool> ReadAsync(IEnumerable<string> sourcePaths, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(sourcePaths);
        if (!queue.HasWorker)
            return false;
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        bound.CancelAfter(LongestWait);
        try
        {
            foreach (var sourcePath in sourcePaths)
                await queue.EnqueueAsync(sourcePath, WorkReason.Forced, bound.Token).ConfigureAwait(false);
            await queue.WhenIdle(bound.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
