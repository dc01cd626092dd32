using System.Collections.Frozen;
using KnowledgeBase.Reports.Facts;

namespace KnowledgeBase.Reports;

/// <summary>The topics (主题) of the vocabulary <c>Facts/topics.txt</c>.</summary>
public static class Topics
{
    private static readonly FrozenDictionary<string, string> Known = TopicWords.Names
        .SelectMany(topic => topic.Others.Prepend(topic.Name).Select(name => (name, topic.Name)))
        .ToFrozenDictionary(pair => pair.name, pair => pair.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>In the order of the vocabulary.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. TopicWords.Names.Select(topic => topic.Name)];

    /// <summary>The topic that a name or one of its other names stands for; null where there is none.</summary>
    public static string? Named(string name) => Known.GetValueOrDefault(name);

    /// <summary>What a passage is about; null where no words prove it.</summary>
    /// <param name="heading">Its own heading, or its section's.</param>
    /// <param name="headingPath">The headings above it, outermost first.</param>
    /// <param name="text">Its text.</param>
    public static PassageTopic? Of(string? heading, IReadOnlyList<string> headingPath, string text) =>
        TopicFinder.Find(heading, headingPath, text);
}
