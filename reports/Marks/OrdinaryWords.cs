using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Marks;

/// <summary>Words that every page and every report uses.</summary>
internal static class OrdinaryWords
{
    private static readonly string[] Words =
        [.. DataFile.Blocks("ordinary-words.txt").SelectMany(block => block.Entries).OrderByDescending(word => word.Length)];

    /// <summary>Whether words of pages and of the genre make up the whole name: no site is called so.</summary>
    public static bool MakeUp(ReadOnlySpan<char> name)
    {
        while (name.Length > 0)
        {
            var length = 0;
            foreach (var word in Words)
                if (name.StartsWith(word))
                {
                    length = word.Length;
                    break;
                }

            if (length == 0)
                return false;

            name = name[length..];
        }

        return true;
    }
}
