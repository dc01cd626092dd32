using System.Globalization;

namespace KnowledgeBase.Store.Catalog;

/// <summary>
/// How far a local index has come in following a server's changes. Stored in the index by the commit that brought it there.
/// </summary>
/// <param name="Number">The number of the last change; positions count up in the order of the server's commits.</param>
/// <param name="Mark">What the server named that position: another one under the same number is another history.</param>
/// <param name="Timeline">The server's timeline when it was read; it changes when a standby takes over.</param>
public readonly record struct FeedPosition(long Number, Guid Mark, string Timeline)
{
    /// <summary>Before the first change.</summary>
    public static FeedPosition Start { get; } = new(0, Guid.Empty, "");

    internal string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Number} {Mark} {Timeline}");

    internal static FeedPosition Parse(string text) => text.Split(' ') is [var number, var mark, var timeline]
        ? new FeedPosition(long.Parse(number, CultureInfo.InvariantCulture), Guid.Parse(mark), timeline)
        : Start;
}
