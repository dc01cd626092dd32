namespace KnowledgeBase.Lookups.Wording;

/// <summary>Whether a line names a fault: then a writer wants to see how others have put it, in their sections of problems.</summary>
public static class FaultWords
{
    private static readonly string[] Words = [.. Resources.Lines("fault-words.txt")];

    public static bool AreIn(IEnumerable<string> texts) =>
        texts.Any(text => Words.Any(word => text.Contains(word, StringComparison.Ordinal)));
}
