using System.Text;
using System.Text.Json;
using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Quality;

/// <summary>What becomes of labelled hard files: marks left, body characters lost, section types and facts told.</summary>
internal static class HardFiles
{
    public static int Run(string folder)
    {
        var labels = Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)
            .Select(label =>
                (Label: label, File: Directory.EnumerateFiles(folder, Path.GetFileNameWithoutExtension(label) + ".*")
                    .First(path => path != label))).ToList();
        var lost = Measure("alone", labels, new());
        var plain = new ReportReader();
        var learner = new MarkLearner();
        foreach (var (_, file) in labels)
            learner.Observe(plain.Read(Path.GetFileName(file), File.ReadAllBytes(file)));

        lost += Measure("learned", labels, new() { LearnedMarks = learner.Learn() });
        return lost == 0 ? 0 : 1;
    }

    /// <param name="how">Whether each file is read on its own or with the marks that all of them taught.</param>
    private static int Measure(string how, List<(string Label, string File)> labels, ReadingOptions options)
    {
        var tally = new Dictionary<string, (int Right, int All)>();
        var lost = 0;
        var reader = new ReportReader(options);
        foreach (var (label, file) in labels)
        {
            using var json = JsonDocument.Parse(File.ReadAllText(label));
            lost += new Comparison($"{how} {Path.GetFileName(file)}", json.RootElement,
                reader.Read(Path.GetFileName(file), File.ReadAllBytes(file)), tally).Compare();
        }

        foreach (var (what, (right, all)) in tally)
            Console.WriteLine($"hard, {how}: {what} {right}/{all} ({100.0 * right / all:F1} %)");

        Console.WriteLine($"hard, {how}: body characters lost {lost}");
        return lost;
    }

    private sealed class Comparison(string file, JsonElement label, Reading reading, Dictionary<string, (int Right, int All)> tally)
    {
        private readonly string _served = Compact(string.Join('\n', reading.Reports.Select(report => report.Text)));

        public int Compare()
        {
            foreach (var mark in label.GetProperty("marks").EnumerateArray())
                Count("marks removed", Compact(mark.GetString()!) is var words
                    && !_served.Contains(words, StringComparison.Ordinal), $"left 「{mark}」");

            var expected = label.GetProperty("reports").EnumerateArray().ToList();
            Count("files split", expected.Count == reading.Reports.Count, $"{reading.Reports.Count} reports, not {expected.Count}: "
                + $"{string.Join(" | ", reading.Reports.Select(report => report.Title))}");
            var lost = expected.SelectMany(report => report.GetProperty("body").EnumerateArray())
                .Sum(paragraph => Lost(paragraph.GetString()!));
            Surplus(expected);
            if (expected.Count == reading.Reports.Count)
                foreach (var (wanted, report) in expected.Zip(reading.Reports))
                    Compare(wanted, report);

            return lost;
        }

        private void Compare(JsonElement wanted, Report report)
        {
            Count("title", Forms(wanted, "title", "titleForms").Select(Compact)
                .Contains(Compact(report.Title)), $"titled 「{report.Title}」, not 「{wanted.GetProperty("title")}」");
            Fact("unit", Forms(wanted, "unit", "unit"), report.Unit?.Value);
            Fact("unitType", Forms(wanted, "unitType", "unitTypeForms"), report.UnitType?.Value.ToString());
            Fact("year", Forms(wanted, "year", "year"), report.Year?.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Fact("kind", Forms(wanted, "kind", "kind"), report.Kind?.Value.ToString());
            foreach (var note in wanted.TryGetProperty("notes", out var notes) ? notes.EnumerateArray() : default)
                Count("notes", report.Notes.Any(said => said.Code.Contains(note.GetString()!, StringComparison.Ordinal)),
                    $"no note {note}");

            var passages =
                report.Sections.SelectMany(section => section.Passages.Select(passage => (section.Type, Text: Compact(passage.Text)))
                .Concat(report.Formalities
                    .Where(line => line.Start >= section.Start && line.Start < section.Start + section.Length)
                    .Select(line => (section.Type, Text: Compact(line.Text))))).ToList();
            foreach (var section in wanted.GetProperty("sections").EnumerateArray())
            {
                var type = section.GetProperty("type").GetString();
                foreach (var ending in section.GetProperty("endsWith").EnumerateArray())
                {
                    var said = passages.Where(passage => passage.Text.Contains(Compact(ending.GetString()!), StringComparison.Ordinal))
                        .Select(passage => passage.Type.ToString()).FirstOrDefault();
                    Count("section types", said == type, $"…{ending} stands in {said ?? "nothing"}, not {type}");
                }

                if (section.GetProperty("heading").GetString() is { } heading)
                    Count("section headings", report.Sections.Any(candidate => Compact(candidate.Heading ?? "") == Compact(heading))
                        || report.Sections.Any(
                            candidate => candidate.Passages.Any(passage => Compact(passage.Heading ?? "") == Compact(heading))),
                                $"no heading 「{heading}」");
            }
        }

        private int Lost(string paragraph)
        {
            var words = Compact(paragraph);
            if (_served.Contains(words, StringComparison.Ordinal))
                return 0;

            // The served line that has most in common with the paragraph tells how much of it is missing.
            var lines = reading.Reports.SelectMany(report => report.Text.Split('\n'))
                .Select(Compact).Where(line => Math.Abs(line.Length - words.Length) < 200).ToList();
            var near = lines.Count == 0 ? "" : lines.MaxBy(line => Common(words, line))!;
            var lost = words.Length - Common(words, near);
            Console.WriteLine($"  {file}: {(lost > 0 ? $"lost {lost} characters of" : "marks left inside")} 「{paragraph}」 in 「{near}」");
            return lost;
        }

        /// <summary>Lines served that no label names.</summary>
        private void Surplus(List<JsonElement> expected)
        {
            var known = new StringBuilder();
            foreach (var report in expected)
            {
                foreach (var form in Forms(report, "title", "titleForms"))
                    known.Append(Compact(form)).Append('\n');

                foreach (var paragraph in report.GetProperty("body").EnumerateArray())
                    known.Append(Compact(paragraph.GetString()!)).Append('\n');
            }

            foreach (var line in label.TryGetProperty("mayStay", out var stays) ? stays.EnumerateArray() : default)
                known.Append(Compact(line.GetString()!)).Append('\n');

            var all = known.ToString();
            foreach (var line in reading.Reports.SelectMany(report => report.Text.Split('\n')))
                Count("served lines that are the report's", all.Contains(Compact(line), StringComparison.Ordinal), $"serves 「{line}」");
        }

        private void Fact(string what, List<string> forms, string? said) =>
            Count(what, forms.Count == 0 ? said is null : said is not null
                && forms.Contains(said), $"{what} is {said ?? "unknown"}, not {(forms.Count == 0 ? "unknown" : string.Join('/', forms))}");

        private void Count(string what, bool right, string wrong)
        {
            var (before, all) = tally.GetValueOrDefault(what);
            tally[what] = (before + (right ? 1 : 0), all + 1);
            if (!right)
                Console.WriteLine($"  {file}: {wrong}");
        }

        private static List<string> Forms(JsonElement report, string one, string several)
        {
            var forms = new List<string>();
            foreach (var name in new[] { one, several }.Distinct())
                if (report.TryGetProperty(name, out var value))
                    forms.AddRange(value.ValueKind switch
                    {
                        JsonValueKind.Array => value.EnumerateArray().Select(form => form.ToString()),
                        JsonValueKind.Null => [],
                        _ => [value.ToString()],
                    });

            return forms;
        }

        private static string Compact(string text) =>
            string.Concat(text.Normalize(NormalizationForm.FormKC).Where(c => c != '\n' && !Characters.IsBlank(c)));

        /// <summary>The length of the longest common subsequence.</summary>
        private static int Common(string a, string b)
        {
            var row = new int[b.Length + 1];
            foreach (var c in a)
            {
                var diagonal = 0;
                for (var j = 1; j <= b.Length; j++)
                {
                    var above = row[j];
                    row[j] = c == b[j - 1] ? diagonal + 1 : Math.Max(row[j], row[j - 1]);
                    diagonal = above;
                }
            }

            return row[b.Length];
        }
    }
}
