using System.Text;

namespace KnowledgeBase.Engine.Proofs.Generation;

/// <summary>What happens to one index, in order. A change counts when it is committed.</summary>
/// <param name="SingleThreaded">False lets the engine write and merge as it does in earnest.</param>
internal sealed record Script(long WriteBufferBytes, bool SingleThreaded, IReadOnlyList<Step> Steps)
{
    public override string ToString()
    {
        var text = new StringBuilder().Append("WriteBufferBytes = ").Append(WriteBufferBytes).Append(", SingleThreaded = ").Append(SingleThreaded ? "true" : "false").AppendLine();
        foreach (var step in Steps)
            text.AppendLine(Shown.Step(step));
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

    /// <summary>Questions to the last commit, whatever has been put since.</summary>
    public sealed record Ask(IReadOnlyList<SearchRequest> Requests) : Step;
}
