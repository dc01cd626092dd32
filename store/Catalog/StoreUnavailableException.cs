namespace KnowledgeBase.Store.Catalog;

/// <summary>The server that keeps everything cannot be reached, or refuses for now. Nothing that was acknowledged is lost.</summary>
public sealed class StoreUnavailableException : Exception
{
    /// <summary>Says what was refused, and why.</summary>
    public StoreUnavailableException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
