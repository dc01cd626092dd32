using System.Text;

namespace KnowledgeBase.Engine.Proofs.Generation;

/// <summary>The steps of one index's use, in order.</summary>
/// <param name="SingleThreaded">False lets the engine write and merge on its own threads, as in production.</param>
internal sealed record Script(long WriteBufferBytes, bool SingleThreaded, IReadOnlyList<Step> Steps)
{
    public override string ToString()
    {
        var text = new StringBuilder().Append("WriteBufferBytes = ").Append(WriteBufferBytes).Append(", SingleThreaded = ")
            .Append(SingleThreaded ? "true" : "false").AppendLine();
        foreach (var step in Steps)
            text.AppendLine(SourceText.Step(step));
        return text.ToString();
    }
}

internal abstract record Step
{
    public sealed record Put(DocumentGroup Group) : Step;

    public sealed record Delete(string Key) : Step;

    public sealed record Commit : Step;

    public sealed record Optimize : Step;

    /// <summary>Writer and index are closed without a commit, and opened again.</summary>
    public sealed record Reopen : Step;

    /// <summary>Requests to the last commit, independent of later uncommitted changes.</summary>
    public sealed record Ask(IReadOnlyList<SearchRequest> Requests) : Step;
}
