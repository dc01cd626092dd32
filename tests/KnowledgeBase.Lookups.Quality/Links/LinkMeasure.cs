using System.Globalization;
using KnowledgeBase.Lookups.Links;
using KnowledgeBase.Lookups.Problems;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Lookups.Quality.Links;

/// <summary>Are problems, causes and measures of the labelled reports joined as a reader joins them?</summary>
internal static class LinkMeasure
{
    public static int Run(IReadOnlyList<string> arguments)
    {
        foreach (var half in LabelFolder.Halves)
        {
            var (causes, measures) = (new Tally(), new Tally());
            var reports = 0;
            foreach (var report in LabelledReport.Read(half))
            {
                reports++;
                var items = new List<ProblemItem>();
                for (var passage = 0; passage < report.Passages.Count; passage++)
                    if (report.Passages[passage] is (SectionType.存在问题, var heading, var text))
                        items.AddRange(ProblemReader.Read(heading, text)
                            .Select(one => new ProblemItem(passage, one.Start, one.Length, one.Head, one.Key)));
                var links = ReportLinks.Join(report.Passages, items);
                var found = links.Where(link => link.Measure is not null)
                    .Select(link => (link.Problem.Passage, link.Measure!.Part.Passage)).ToHashSet();
                var wanted = report.Links.Where(link => link.Measure is not null)
                    .Select(link => (link.Problem, link.Measure!.Value)).ToHashSet();
                measures.Add(found, wanted);
                var foundCauses = links.Where(link => link.Cause is not null)
                    .Select(link => (
                        link.Problem.Passage, link.Cause!.By == LinkBasis.Text ? LabelledReport.Own : link.Cause.Part.Passage))
                    .ToHashSet();
                var wantedCauses = report.Links.Where(link => link.Cause is not null)
                    .Select(link => (link.Problem, link.Cause!.Value)).ToHashSet();
                causes.Add(foundCauses, wantedCauses);
                if (half == "dev" && arguments.Contains("list"))
                    List(report, found, wanted, foundCauses, wantedCauses);
            }

            var both = causes + measures;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""
                {"half":"{{half}}","reports":{{reports}},"f1":{{both.F1:F3}},"precision":{{both.Precision:F3}},"recall":{{both.Recall:F3}},
                 "measures":{{measures.F1:F3}},"causes":{{causes.F1:F3}}}
                """));
        }

        return 0;
    }

    private static void List(
        LabelledReport report,
        HashSet<(int, int)> found,
        HashSet<(int, int)> wanted,
        HashSet<(int, int)> foundCauses,
        HashSet<(int, int)> wantedCauses)
    {
        Print("wrong measure", found.Except(wanted));
        Print("missed measure", wanted.Except(found));
        Print("wrong cause", foundCauses.Except(wantedCauses));
        Print("missed cause", wantedCauses.Except(foundCauses));

        void Print(string what, IEnumerable<(int Problem, int Other)> pairs)
        {
            foreach (var (problem, other) in pairs)
                Console.WriteLine($"{what}\t{report.Name}\t{Short(problem)}\t{(other < 0 ? "own" : Short(other))}");
        }

        string Short(int passage) => report.Passages[passage].Text[..Math.Min(24, report.Passages[passage].Text.Length)];
    }

    private sealed record Tally
    {
        private int _found;
        private int _wanted;
        private int _both;

        public double Precision => (double)_both / Math.Max(1, _found);

        public double Recall => (double)_both / Math.Max(1, _wanted);

        public double F1 => _both == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

        public static Tally operator +(Tally a, Tally b) =>
            new() { _found = a._found + b._found, _wanted = a._wanted + b._wanted, _both = a._both + b._both };

        public void Add(HashSet<(int, int)> found, HashSet<(int, int)> wanted)
        {
            _found += found.Count;
            _wanted += wanted.Count;
            _both += found.Count(wanted.Contains);
        }
    }
}
