using System.Collections.Frozen;
using KnowledgeBase.Lookups.Wording;

namespace KnowledgeBase.Lookups.Problems;

/// <summary>Which common problem does a heading name? As problem-rules.txt says. Thread-safe.</summary>
internal sealed class ProblemRules
{
    private static readonly Lazy<ProblemRules> Shipped = new(() => Read(Resources.Lines("problem-rules.txt")));

    private readonly FrozenDictionary<string, int[]> _classes;
    private readonly FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly Rule[] _rules;
    private readonly int _longest;
    private readonly int _count;

    private ProblemRules(Dictionary<string, int[]> classes, Rule[] rules, int count)
    {
        _classes = classes.ToFrozenDictionary(StringComparer.Ordinal);
        _bySpan = _classes.GetAlternateLookup<ReadOnlySpan<char>>();
        (_rules, _count) = (rules, count);
        _longest = classes.Keys.Max(wording => wording.Length);
    }

    public static ProblemRules Instance => Shipped.Value;

    /// <summary>The names of all problems, in the order in which they are tried.</summary>
    public IEnumerable<string> Names => _rules.Select(rule => rule.Name).Distinct();

    /// <summary>The problem's name, or null where no rule matches.</summary>
    public string? Match(ReadOnlySpan<char> text)
    {
        Span<bool> holds = stackalloc bool[_count];
        Find(text, holds);
        foreach (var rule in _rules)
            if (rule.Matches(holds))
                return rule.Name;
        return null;
    }

    /// <summary>The classes of wordings that a text holds, by their numbers.</summary>
    public IReadOnlyList<int> ClassesOf(ReadOnlySpan<char> text)
    {
        Span<bool> holds = stackalloc bool[_count];
        Find(text, holds);
        var found = new List<int>();
        for (var one = 0; one < holds.Length; one++)
            if (holds[one])
                found.Add(one);
        return found;
    }

    private void Find(ReadOnlySpan<char> text, Span<bool> holds)
    {
        holds.Clear();
        for (var at = 0; at < text.Length; at++)
            for (var length = Math.Min(_longest, text.Length - at); length > 0; length--)
                if (_bySpan.TryGetValue(text.Slice(at, length), out var classes))
                    foreach (var one in classes)
                        holds[one] = true;
    }

    /// <exception cref="InvalidDataException">A line names a class that the list does not have, or is no line of the list.</exception>
    internal static ProblemRules Read(IEnumerable<string> lines)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var classes = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var rules = new List<Rule>();
        foreach (var line in lines)
        {
            if (line.Split(':') is [var name, var wordings])
            {
                numbers.Add(name, numbers.Count);
                foreach (var wording in wordings.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    if (!classes.TryGetValue(wording, out var list))
                        classes.Add(wording, list = []);
                    list.Add(numbers[name]);
                }
            }
            else if (line.Split('=', StringSplitOptions.TrimEntries) is [var problem, var alternatives])
            {
                foreach (var alternative in alternatives.Split('|', StringSplitOptions.TrimEntries))
                {
                    var parts = alternative.Split('-');
                    rules.Add(new Rule(problem, [.. parts[0].Split('+').Select(Number)], [.. parts.Skip(1).Select(Number)]));
                }
            }
            else
            {
                throw new InvalidDataException($"not a line of problem rules: {line}");
            }

            int Number(string one) => numbers.TryGetValue(one.Trim(), out var number)
                ? number
                : throw new InvalidDataException($"'{one}' is no class of wordings: {line}");
        }

        return new ProblemRules(classes.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray()), [.. rules], numbers.Count);
    }

    private sealed record Rule(string Name, int[] All, int[] None)
    {
        public bool Matches(ReadOnlySpan<bool> holds)
        {
            foreach (var one in All)
                if (!holds[one])
                    return false;
            foreach (var one in None)
                if (holds[one])
                    return false;
            return true;
        }
    }
}
