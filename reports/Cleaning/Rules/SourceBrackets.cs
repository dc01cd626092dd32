using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>Brackets that name a seller as the text's source: 「[转自…]」, 「（来源：…）」, 「（…会员稿）」.</summary>
/// <remarks>A report gives sources as well, behind figures and of offices: such brackets stay, or are suspected.</remarks>
internal sealed class SourceBrackets : CleaningRule
{
    private const string WordFile = "advertising-words.txt";
    private const int ShortestName = 2;
    private const int LongestName = 12;

    private static readonly string[] TakenFrom = LongestFirst("taken from");
    private static readonly string[] Sources = LongestFirst("source");
    private static readonly string[] After = LongestFirst("taken from, after the name");
    private static readonly HashSet<string> NewsOffices = [.. DataFile.Block(WordFile, "news office")];

    public override string Name => "source-bracket";

    public override RemovalGroup Group => RemovalGroup.Mark;

    public override void Apply(Draft draft, CleaningContext context)
    {
        var text = draft.Folded.Text;
        foreach (var (start, length) in MarkExtent.Brackets(text))
        {
            var inner = text.AsSpan(start + 1, length - 2);
            if (NameIn(inner, out var isSeller) is not { } name || NewsOffices.Contains(name) || NameVetoes.IsPlaceOrOrgan(name))
                continue;

            var (at, span) = draft.Folded.Unfold(start, length);
            if (NameVetoes.IsInTableRow(draft.LineAt(at).Span))
                continue;

            if (isSeller || IsInSentence(text, start, length) || LineShape.IsTitle(draft.LineAt(at).Folded.Text))
            {
                draft.Remove(at, span, Name, $"names 「{name}」 as the text's source");
                draft.FoundNames.Add(name);
            }
            else
                draft.Suspect(at, span, Name, $"may name 「{name}」 as the text's source");
        }
    }

    /// <summary>The name that a bracket's words give; null where they give none.</summary>
    /// <param name="isSeller">Whether they say that the text was taken over, not where a figure comes from.</param>
    private static string? NameIn(ReadOnlySpan<char> inner, out bool isSeller)
    {
        isSeller = true;
        foreach (var label in TakenFrom)
            if (inner.StartsWith(label))
                return NameOf(inner[label.Length..]);

        foreach (var label in After)
            if (inner.EndsWith(label))
                return NameOf(inner[..^label.Length]);

        isSeller = false;
        foreach (var label in Sources)
            if (inner.StartsWith(label))
                return NameOf(inner[label.Length..]);

        return null;
    }

    private static string? NameOf(ReadOnlySpan<char> words)
    {
        var name = words.Trim(":“”「」自");
        if (name.Length is < ShortestName or > LongestName)
            return null;

        foreach (var c in name)
            if (!Characters.IsHan(c) && !char.IsAsciiLetterOrDigit(c) && c != '·')
                return null;

        return name.ToString();
    }

    /// <summary>Whether a sentence goes on on both sides: where a report gives a source, a clause is over.</summary>
    private static bool IsInSentence(string text, int start, int length) =>
        start > 0 && start + length < text.Length && Characters.IsHan(text[start - 1]) && Characters.IsHan(text[start + length]);

    private static string[] LongestFirst(string block) =>
        [.. DataFile.Block(WordFile, block).OrderByDescending(word => word.Length)];
}
