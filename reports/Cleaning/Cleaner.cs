using KnowledgeBase.Reports.Cleaning.Rules;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>Takes from a raw text what is not the report's.</summary>
internal static class Cleaner
{
    /// <summary>The rules in their order. Each sees what those before it have left.</summary>
    public static readonly CleaningRule[] Rules =
    [
        new FormatBoilerplate(),
        new QuoteSigns(),
        new ForumNoise(),
        new Contents(),
        new PageNumbers(),
        new RunningHeads(),
        new SellingLines(),
        new HardWraps(),
        new PaywallMarks(),
        new DisguisedNames(),
        new InvisibleCharacters(),
        new PageLinks(),
        new TitleLabels(),
        new AdvertisingBlocks(),
        new AdvertisingLines(),
        new KnownMarks(),
        new Invitations(),
        new WebAddresses(),
        new AddressNames(),
        new SplicedContacts(),
        new SourceBrackets(),
        new SplicedNames(),
        new AdvertisingSentences(),
        new CopyNoise(),
        new Layout(),
        new CollectionCover(),
    ];

    public static Draft Clean(CleaningContext context)
    {
        var draft = new Draft(context.Document.Text, KeptPlaces.Of(context.Document.Text, context.Marks.Kept));
        foreach (var rule in Rules)
        {
            draft.Group = rule.Group;
            rule.Apply(draft, context);
            draft.ApplyPending();
        }

        return draft;
    }
}
