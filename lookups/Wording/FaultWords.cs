namespace KnowledgeBase.Lookups.Wording;

/// <summary>Whether a line names a fault: then a writer wants to see how others have put it, in their sections of problems.</summary>
public static class FaultWords
{
    private const int LongestFault = 4;

    private static readonly string[] Words = [.. Resources.Lines("fault-words.txt")];

    /// <summary>Whether a word says of something that it is faulty, as 不严 and 跟不上 do, and 问题导向 does not.</summary>
    public static bool Names(string word) => word.Length <= LongestFault && Words.Any(word.Contains);

    public static bool AreIn(IEnumerable<string> texts) =>
        texts.Any(text => Words.Any(word => text.Contains(word, StringComparison.Ordinal)));
}
