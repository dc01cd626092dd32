using System.Buffers;

namespace KnowledgeBase.Engine.Analysis;

/// <summary>Where sentences end: at 。！？ and their ASCII twins but the full stop, which also stands in numbers, and at line ends.</summary>
internal static class Sentences
{
    private static readonly SearchValues<char> Ends = SearchValues.Create("。！？!?｡\n\r");

    public static bool IsEnd(char c) => Ends.Contains(c);

    public static bool HasEnd(ReadOnlySpan<char> text) => text.ContainsAny(Ends);
}
