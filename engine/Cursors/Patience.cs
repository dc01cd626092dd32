namespace KnowledgeBase.Engine.Cursors;

/// <summary>Looks now and then whether somebody still waits for the answer.</summary>
internal sealed class Patience(CancellationToken cancel)
{
    private const int Steps = 256;
    private int _left = Steps;

    /// <exception cref="OperationCanceledException">Nobody does.</exception>
    public void Step()
    {
        if (--_left > 0)
            return;
        _left = Steps;
        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>For steps that are long by themselves.</summary>
    public void Look() => cancel.ThrowIfCancellationRequested();
}
