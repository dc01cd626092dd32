namespace KnowledgeBase.Store.Catalog;

/// <summary>The server is not one that this program can work with: a newer schema, an unknown user. Trying again does not help.</summary>
public sealed class StoreSchemaException : Exception
{
    /// <summary>Says what does not fit, and what to do.</summary>
    public StoreSchemaException(string message)
        : base(message)
    {
    }
}
