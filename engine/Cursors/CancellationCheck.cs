namespace KnowledgeBase.Engine.Cursors;

/// <summary>Checks a cancellation token every few steps, because checking it in each would slow down inner loops.</summary>
internal sealed class CancellationCheck(CancellationToken cancel)
{
    private const int Steps = 256;
    private int _left = Steps;

    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public void Step()
    {
        if (--_left > 0)
            return;
        _left = Steps;
        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>For steps that take long.</summary>
    public void CheckNow() => cancel.ThrowIfCancellationRequested();
}
