namespace KnowledgeBase.Reports.Facts;

/// <summary>
/// What a passage is about, by the words of topics.txt in its heading and text: one word that proves a topic alone, or two different ones
/// that do so together. Of several topics the one with most evidence: a word that proves alone counts twice, one in the heading twice as
/// much as one in the text. Where neither heading nor text prove anything, the nearest heading above that does.
/// </summary>
internal static class TopicFinder
{
    private const int Strong = 2;
    private const int Weak = 1;
    private const int InHeading = 2;
    private const int LeastWords = 2;
    private const int MostEvidence = 6;

    public static PassageTopic? Find(string? heading, IReadOnlyList<string> headingPath, string text)
    {
        // A text mostly begins with its heading, which is no second mention.
        var body = heading is { Length: > 0 } && text.StartsWith(heading, StringComparison.Ordinal) ? text[heading.Length..] : text;
        if (Decide(heading ?? "", body) is { } own)
            return own;
        for (var above = headingPath.Count - 1; above >= 0; above--)
            if (headingPath[above] != heading && Decide(headingPath[above], "") is { } inherited)
                return inherited;
        return null;
    }

    private static PassageTopic? Decide(string heading, string text)
    {
        var found = new Dictionary<int, Evidence>();
        Gather(heading, InHeading);
        Gather(text, 1);
        var proven = found.Values.Where(one => one.IsProven).ToList();
        if (proven.Count == 0)
            return null;

        // Of equals the one that is named first.
        var best = proven.OrderByDescending(one => one.Score).ThenBy(one => one.Order).First();
        return new PassageTopic(TopicWords.Names[best.Topic].Name, [.. best.Words.Values.Take(MostEvidence)]);

        void Gather(string part, int weight)
        {
            foreach (var (start, word) in TopicWords.In(Simplified.Of(part)))
                foreach (var (topic, isStrong) in word.Proofs)
                {
                    if (!found.TryGetValue(topic, out var evidence))
                        found.Add(topic, evidence = new Evidence(topic, found.Count));
                    evidence.Add(word.Text, part.Substring(start, word.Text.Length), isStrong, (isStrong ? Strong : Weak) * weight);
                }
        }
    }

    /// <param name="topic">Its number.</param>
    /// <param name="order">Its place among the topics as they are named.</param>
    private sealed class Evidence(int topic, int order)
    {
        private bool _hasStrong;

        public int Topic => topic;

        public int Order => order;

        public int Score { get; private set; }

        /// <summary>As they stand in the passage, by the words of the vocabulary, in the order of their places.</summary>
        public OrderedDictionary<string, string> Words { get; } = new(StringComparer.Ordinal);

        public bool IsProven => _hasStrong || Words.Count >= LeastWords;

        public void Add(string word, string shown, bool isStrong, int score)
        {
            if (!Words.TryAdd(word, shown))
                return;
            _hasStrong |= isStrong;
            Score += score;
        }
    }
}
