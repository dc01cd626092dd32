using System.Globalization;
using KnowledgeBase.Lookups.Problems;

namespace KnowledgeBase.Lookups.Quality.Problems;

/// <summary>Which groups does a collection have, to be read one by one?</summary>
internal static class GroupList
{
    public static int Run(IReadOnlyList<string> folders)
    {
        using var collected = new Collected(Collected.Files(folders));
        using var view = collected.View();
        var ledger = view.Whole(collected.Problems);
        var worst = 0.0;
        foreach (var group in ledger.Groups)
        {
            var heads = string.Join(" ¦ ", group.Members.Select(member => member.Item.Head).Distinct());
            Console.WriteLine($"{group.Tally.Reports}\t{group.Tally.Units}\t{group.Members.Count}\t{group.Key}\t{group.Name}\t{heads}");
            string[] texts = [.. group.Members.Select(member =>
                view.Read(member.Report, member.Item.Passage).Text.Substring(member.Item.Start, member.Item.Length))];
            var chosen = DifferentWordings.Choose(texts, 8);
            foreach (var a in chosen)
                foreach (var b in chosen)
                    worst = a == b ? worst : Math.Max(worst, DifferentWordings.Share(texts[a], texts[b]));
        }

        var several = ledger.Groups.Count(group => group.Members.Count > 1);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
                $$"""{"groups":{{ledger.Groups.Count}},"withSeveralItems":{{several}},"mostShared":{{worst:F3}}}"""));
        return 0;
    }
}
