using KnowledgeBase.Lookups.Suggestions;

namespace KnowledgeBase.Lookups.Tests.Suggestions;

public sealed class SuggestionIndexTests
{
    [Fact]
    public void What_is_found_is_what_a_plain_scan_finds()
    {
        const int Seed = 20250318;
        var random = new Random(Seed);
        var terms = Enumerable.Range(0, 300)
            .Select(number =>
                new SuggestedTerm($"{Word(6)}{number}", SuggestionKind.Heading, random.Next(20), "", [$"{Word(6)}{number}", Word(4) + "学"]))
            .ToList();
        var index = new SuggestionIndex(terms, CancellationToken.None);
        for (var i = 0; i < 500; i++)
        {
            var typed = random.Next(2) == 0 ? Word(2) : PinyinInitials.Of(Word(3));
            if (typed.Length == 0)
                continue;
            var letters = typed.Length > 1 && typed.All(char.IsAsciiLetterOrDigit) ? typed : "-";
            var expected = terms
                .Select(term => (Term: term, Rank:
                    term.Names.Any(name => name.StartsWith(typed, StringComparison.Ordinal)
                        || PinyinInitials.Of(name).StartsWith(letters, StringComparison.Ordinal)) ? 0
                    : term.Names.Any(name => name.Contains(typed) || PinyinInitials.Of(name).Contains(letters)) ? 1 : 2))
                .Where(entry => entry.Rank < 2)
                .OrderBy(entry => entry.Rank).ThenByDescending(entry => entry.Term.Count)
                .ThenBy(entry => entry.Term.Text, StringComparer.Ordinal)
                .Take(10)
                .Select(entry => entry.Term);
            var found = index.Find(SuggestionKind.Heading, typed, 10);
            Assert.True(expected.SequenceEqual(found), $"seed {Seed}: {typed}");
        }

        string Word(int longest) => new([.. Enumerable.Range(0, 1 + random.Next(longest)).Select(_ => "学习形式单一审计局"[random.Next(9)])]);
    }
}
