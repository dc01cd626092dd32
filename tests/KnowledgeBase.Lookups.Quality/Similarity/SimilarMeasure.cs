using System.Diagnostics;
using System.Text;
using KnowledgeBase.Lookups.Quality.Collections;
using KnowledgeBase.Lookups.Similarity;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Quality.Similarity;

/// <summary>Of the first five passages similar to a labelled problem, how many state the same problem; and the rank of the first.</summary>
internal static class SimilarMeasure
{
    private const int QueriesOfProblem = 3;

    public static int Run(string? show)
    {
        foreach (var half in LabelFolder.Halves.Where(half => show is null || half == show))
        {
            using var collection = new TemporaryStore();
            var groups = new Dictionary<string, int>(StringComparer.Ordinal);
            var problems = Read($"similar.{half}.txt");
            using var writer = collection.Store.OpenWriter();
            for (var unit = 0; unit < problems[0].Wordings.Count; unit++)
                TemporaryStore.Add(
                    writer, $"labels/{half}-{unit}.txt", Report(unit, [.. problems.Select(problem => problem.Wordings[unit])]));
            TemporaryStore.AddOthers(writer);
            writer.Commit();
            Measure(half, collection, problems, show is not null);
        }

        return 0;
    }

    private static void Measure(
        string half, TemporaryStore collection, List<(string Name, List<string> Wordings)> problems, bool show)
    {
        using var snapshot = collection.Store.Snapshot();
        var nameOf = problems.SelectMany(problem => problem.Wordings.Select(wording => (Head(wording), problem.Name)))
            .GroupBy(pair => pair.Item1).ToDictionary(group => group.Key, group => group.First().Name, StringComparer.Ordinal);
        var all = snapshot.Groups(ReportRecord.KeyPrefix)
            .SelectMany(group => snapshot.DocumentsOf(group).Select(document => (Report: ReportRecord.IdOf(group), Document: document)))
            .Select(entry => (entry.Report, entry.Document, Passage: PassageDocument.Read(snapshot, entry.Document)))
            .Where(entry => entry.Passage.Heading is not null && nameOf.ContainsKey(entry.Passage.Heading))
            .ToList();
        var similar = new SimilarPassages();
        var (queries, same, reciprocal, slowest) = (0, 0, 0.0, 0.0);
        foreach (var problem in problems)
        {
            foreach (var wording in problem.Wordings.Take(QueriesOfProblem))
            {
                var query = all.FirstOrDefault(entry => entry.Passage.Heading == Head(wording));
                if (query.Passage is null)
                {
                    Console.WriteLine($"not read as a passage: {wording}");
                    continue;
                }

                var asked = new SimilarQuery(query.Passage.Text)
                {
                    Heading = query.Passage.Heading,
                    Section = query.Passage.Section,
                    ReportId = query.Report,
                    Document = query.Document,
                };
                var began = Stopwatch.GetTimestamp();
                var found = similar.Find(snapshot, asked, fold: false)
                    .Select(one => PassageDocument.Read(snapshot, one.Hit.Document)).Take(20).ToList();
                slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                bool IsSame(PassageDocument passage) => passage.Heading is { } heading && nameOf.GetValueOrDefault(heading) == problem.Name;
                queries++;
                same += found.Take(5).Count(IsSame);
                var rank = found.FindIndex(IsSame);
                reciprocal += rank < 0 ? 0 : 1.0 / (rank + 1);
                if (show)
                {
                    Console.WriteLine($"{wording}");
                    foreach (var passage in found.Take(6))
                        Console.WriteLine($"    {(IsSame(passage) ? '+' : ' ')} {passage.Heading} | {passage.Title}");
                }
            }
        }

        Console.WriteLine(
            $"similar {half}: {queries} problems among {snapshot.DocumentCount} passages, same problem among the first 5: "
            + $"{same / (double)queries:0.00}, MRR {reciprocal / queries:0.000}, slowest {slowest:0} ms");
    }

    private static string Head(string wording) => wording[..wording.IndexOf('。', StringComparison.Ordinal)];

    private static List<(string Name, List<string> Wordings)> Read(string file)
    {
        var problems = new List<(string Name, List<string> Wordings)>();
        foreach (var line in LabelFolder.Lines(file))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
                problems.Add((line[2..], []));
            else
                problems[^1].Wordings.Add(line);
        }

        return problems;
    }

    private static string Report(int unit, IReadOnlyList<string> items)
    {
        const string Units = "清河县司法局 云岭区民政局 柳河镇 临江市商务局 青溪县教育局 望湖街道 白石县税务局";
        const string Numerals = "一二三四五六七八九十";
        var text = new StringBuilder($"{Units.Split(' ')[unit]}{2017 + unit}年度述职报告\n一年来，各项工作有序推进，现报告如下：\n一、主要工作\n");
        text.Append("（一）抓好日常管理。全年召开例会十二次，事项逐一督办落实。\n二、存在问题\n");
        for (var i = 0; i < items.Count; i++)
            text.Append('（').Append(Numerals[i % 10]).Append('）').Append(items[i]).Append('\n');
        return text.ToString();
    }
}
