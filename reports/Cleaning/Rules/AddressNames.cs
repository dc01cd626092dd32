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
        foreach (var (name, places) in NamePlaces.Of(text, Names(draft)))
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

    /// <summary>The longest label of each foreign host in what was cut: 「shuoshuowang」.</summary>
    private static HashSet<string> Names(Draft draft)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var removal in draft.Removals())
        {
            if (removal.Group is not (RemovalGroup.Advertising or RemovalGroup.Mark) || removal.Text.Length < Shortest)
                continue;

            foreach (var address in WebAddress.Find(FoldedText.Of(removal.Text, 0, removal.Text.Length).Text))
                if (!WebAddress.IsOfficial(address.Host)
                    && address.Host.Split('.').SkipLast(1).MaxBy(label => label.Length) is { Length: >= Shortest } label
                    && label.All(char.IsAsciiLetterLower))
                    names.Add(label);
        }

        return names;
    }
}
