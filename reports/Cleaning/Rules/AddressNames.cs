using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>
/// The name that an address was registered by (「ｓｈｕｏｓｈｕｏｗａｎｇ」 of www.shuoshuowang.com), put alone into a sentence. That an address
/// of it was cut from the file is the proof.
/// </summary>
internal sealed class AddressNames : CleaningRule
{
    private const int Shortest = 6;

    public override string Name => "address-name";

    public override RemovalGroup Group => RemovalGroup.Mark;

    public override void Apply(Draft draft, CleaningContext context)
    {
        var text = draft.Folded.Text;
        foreach (var (name, places) in NamePlaces.Of(text, AddressLabels.Of(draft, Shortest)))
            foreach (var at in places)
            {
                var end = at + name.Length;
                if (at == 0 || end == text.Length || !Characters.IsHan(text[at - 1]) || !Characters.IsHan(text[end]))
                    continue;

                // A unit may write the name of a product in Latin letters, but not in full width and not inside a word.
                var (start, length) = draft.Folded.Unfold(at, name.Length);
                if (draft.Text[start] > 0xFF00 || BigramTable.Instance.AreCollocated(text[at - 1], text[end]))
                    draft.Remove(start, length, Name, $"the name of the address {name}, which was cut from this file");
            }
    }
}
