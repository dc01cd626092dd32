namespace KnowledgeBase.Lookups.Overlap;

/// <summary>Finds what two texts have in common, letter by letter.</summary>
internal static class SharedRuns
{
    /// <summary>
    /// Runs of at least so many letters that both texts have, from left to right without overlap: at each letter the longest run that
    /// begins there is taken.
    /// </summary>
    public static List<LetterRun> Find(string sentence, string source, int shortest)
    {
        var runs = new List<LetterRun>();
        for (var at = 0; at + shortest <= sentence.Length;)
        {
            var best = new LetterRun(at, 0, 0);
            var head = sentence.AsSpan(at, shortest);
            for (var from = source.AsSpan().IndexOf(head); from >= 0;)
            {
                var length = shortest + sentence.AsSpan(at + shortest).CommonPrefixLength(source.AsSpan(from + shortest));
                if (length > best.Length)
                    best = new LetterRun(at, from, length);
                var next = source.AsSpan(from + 1).IndexOf(head);
                from = next < 0 ? -1 : from + 1 + next;
            }

            if (best.Length > 0)
                runs.Add(best);
            at += Math.Max(1, best.Length);
        }

        return runs;
    }

    /// <summary>
    /// The runs of a longest common subsequence, those of a single letter left out: what stayed of a sentence that was changed. Both texts
    /// are short, a sentence and its surroundings.
    /// </summary>
    public static List<LetterRun> Align(string sentence, string source)
    {
        var lengths = new ushort[sentence.Length + 1, source.Length + 1];
        for (var i = sentence.Length - 1; i >= 0; i--)
            for (var j = source.Length - 1; j >= 0; j--)
                lengths[i, j] = sentence[i] == source[j]
                    ? (ushort)(lengths[i + 1, j + 1] + 1)
                    : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        var runs = new List<LetterRun>();
        for (int i = 0, j = 0; i < sentence.Length && j < source.Length;)
        {
            if (sentence[i] == source[j])
            {
                var length = 1;
                while (i + length < sentence.Length && j + length < source.Length && sentence[i + length] == source[j + length])
                    length++;
                if (length > 1)
                    runs.Add(new LetterRun(i, j, length));
                (i, j) = (i + length, j + length);
            }
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return runs;
    }
}
