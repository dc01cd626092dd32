using System.Security.Cryptography;
using System.Text;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Lookups.Quality.Problems;

/// <summary>An item of the labels.</summary>
/// <param name="Group">Items of one group say the same.</param>
/// <param name="Heading">Null where it has none.</param>
/// <param name="Text">With its heading, as a report has it.</param>
internal sealed record LabelledProblem(string Group, string? Heading, string Text)
{
    /// <summary>The items of a half. Those of outside reports are left out, and counted, where the reports are not there.</summary>
    public static (IReadOnlyList<LabelledProblem> Items, int Missing) Read(string half)
    {
        var items = new List<LabelledProblem>();
        var missing = 0;
        var clauses = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var line in LabelFolder.Lines($"problems.{half}.tsv"))
        {
            var cells = line.Split('\t');
            if (!cells[1].StartsWith('@'))
                items.Add(cells[1].Length == 0
                    ? new(cells[0], null, cells[2])
                    : new(cells[0], cells[1], $"（一）{cells[1]}。{cells[2]}"));
            else if (ClausesOf(cells[1][1..]).TryGetValue(cells[2], out var clause))
                items.Add(new(cells[0], null, clause));
            else
                missing++;
        }

        return (items, missing);

        Dictionary<string, string> ClausesOf(string name)
        {
            if (!clauses.TryGetValue(name, out var found))
                clauses.Add(name, found = ReadClauses(name));
            return found;
        }
    }

    private static Dictionary<string, string> ReadClauses(string name)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var file = Path.Combine(Environment.GetEnvironmentVariable("KB_BENCH") ?? "", "reports", name);
        if (!File.Exists(file))
            return found;
        foreach (var report in new ReportReader().Read(name, File.ReadAllBytes(file)).Reports)
            foreach (var clause in report.Text.Split('；', ';', '。', '\n').SelectMany(one => one.Split("主要是：")).Select(one => one.Trim()))
                found[HashOf(clause)] = clause;
        return found;
    }

    private static string HashOf(string clause) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(clause.Where(char.IsLetterOrDigit)))))[..10];
}
