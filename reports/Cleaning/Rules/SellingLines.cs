using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>
/// Lines that sell in so many words: a way to reach the seller, and an invitation or goods. They go before wrapped lines are joined, so
/// that no sentence is joined with them; all other lines are judged afterwards.
/// </summary>
internal sealed class SellingLines : CleaningRule
{
    private const int Longest = 90;

    public override string Name => "advertising-line";

    public override RemovalGroup Group => RemovalGroup.Advertising;

    public override void Apply(Draft draft, CleaningContext context)
    {
        var widths = WrapWidth.Of(draft);
        var before = -1;
        for (var i = 0; i < widths.Length; i++)
        {
            var line = draft.Lines[i];
            if (line.IsBlank)
                continue;

            // The end of a sentence that began on the line above is no line of its own.
            var goesOn = before >= 0 && widths[before] is { } width && width.IsFull(draft, draft.Lines[before]);
            if (!goesOn && !NameVetoes.IsInTableRow(line.Span) && Sells(line.Folded.Text, context.Marks))
                draft.RemoveLine(line, Name, "sells, and says how to reach the seller");

            before = i;
        }
    }

    private static bool Sells(string folded, MarkSet marks)
    {
        if (folded.Length > Longest || LineShape.IsTitle(folded) || LineShape.IsBody(folded)
            || AdvertisingLines.HoldsBody(folded, marks) || Invitations.FollowsPlainWords(folded, marks) || AdvertisingSignals.IsOwnChannel(folded))
            return false;

        var signs = AdvertisingSignals.Of(folded, marks);
        if (signs.Reach == 0 || signs.Invitations == 0 || signs.Goods == 0)
            return false;

        if (PlainWords.Of(folded, marks).AreReports)
            return false;

        var rest = AdvertisingSignals.Of(AdvertisingSignals.WithoutContacts(folded), marks);
        return rest.Invitations + rest.Goods > 0;
    }
}
