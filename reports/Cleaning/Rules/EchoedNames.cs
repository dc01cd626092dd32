using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>Names out of the file's own advertisements that come again in the text, at places that read better without them.</summary>
internal sealed class EchoedNames : CleaningRule
{
    private const int Shortest = 3;
    private const int Longest = 12;
    private const int MostLines = 20;
    private const double Enough = 4;

    public override string Name => "echoed-name";

    public override void Apply(Draft draft, CleaningContext context)
    {
        var words = Words(draft);
        if (words.Count == 0)
            return;

        var text = draft.Folded.Text;
        var found = new List<(int Start, int Length)>();
        for (var at = 0; at < text.Length; at++)
            for (var length = Math.Min(Longest, text.Length - at); length >= Shortest; length--)
            {
                if (!words.Contains(text.Substring(at, length)) || !IsOut(text, at, length))
                    continue;

                found.Add((at, length));
                at += length - 1;
                break;
            }

        foreach (var name in found.Select(place => text.Substring(place.Start, place.Length)).Distinct())
            SplicedNames.Remove(draft, text, name, Name, $"「{name}」 is named in the file's advertisements");
    }

    /// <summary>Strings of the removed advertisements that may be names.</summary>
    private static HashSet<string> Words(Draft draft)
    {
        var words = new HashSet<string>();
        foreach (var removal in draft.Removals().Where(removal => removal.Rule is "advertising-line" or "advertising-block").Take(MostLines))
        {
            var folded = FoldedText.Of(removal.Text, 0, Math.Min(removal.Length, 200)).Text;
            for (var start = 0; start < folded.Length; start++)
                for (var length = Shortest; length <= Longest && start + length <= folded.Length && IsOfNames(folded[start + length - 1]); length++)
                    if (IsOfNames(folded[start]))
                        words.Add(folded.Substring(start, length));
        }

        words.RemoveWhere(word => !word.Any(Characters.IsHan));
        return words;
    }

    private static bool IsOut(string text, int start, int length)
    {
        var end = start + length;
        if (!Splice.IsLoose(text, start, length))
            return false;

        // After the last full stop of a line, or between characters that pull at each other.
        var atTail = (end == text.Length || text[end] == '\n') && start > 0 && Characters.EndsSentence(text[start - 1]);
        var onItsOwn = (end == text.Length || text[end] == '\n') && (start == 0 || text[start - 1] == '\n');
        return atTail || onItsOwn || Splice.Gain(text, start, length) >= Enough;
    }

    private static bool IsOfNames(char c) => Characters.IsHan(c) || char.IsAsciiLetterOrDigit(c);
}
