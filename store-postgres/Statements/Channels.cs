namespace KnowledgeBase.Store.Postgres.Statements;

/// <summary>What processes are woken by.</summary>
internal static class Channels
{
    /// <summary>The feed has advanced; sent by <c>advance_feed</c>.</summary>
    public const string Feed = "kb_feed";

    /// <summary>A task was added.</summary>
    public const string Work = "kb_tasks";
}
