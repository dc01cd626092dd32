using System.Globalization;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Lookups.Quality.Topics;

/// <summary>
/// Is each labelled passage filed under its topic? Labels name topics by any of their names. And how much of the folders' reports has a
/// topic at all?
/// </summary>
internal static class TopicMeasure
{
    public static int Run(IReadOnlyList<string> arguments)
    {
        var list = arguments is ["list", ..];
        foreach (var half in LabelFolder.Halves)
        {
            var (right, found, labelled, lines) = (0, 0, 0, LabelFolder.Lines($"topics.{half}.txt"));
            foreach (var line in lines)
            {
                var (label, text) = (line.Split('\t')[0], line.Split('\t')[1]);
                var end = text.IndexOf('。', StringComparison.Ordinal);
                var heading = end < text.Length - 1 ? text[..end] : null;
                var topic = Reports.Topics.Of(heading, [], text);
                string?[] wanted = label == "-" ? [] : [.. label.Split('、').Select(name => Reports.Topics.Named(name) ?? name)];
                var isRight = wanted.Length == 0 ? topic is null : wanted.Contains(topic?.Name);
                right += isRight && wanted.Length > 0 ? 1 : 0;
                found += topic is null ? 0 : 1;
                labelled += wanted.Length > 0 ? 1 : 0;
                if (list && half == "dev" && !isRight)
                    Console.WriteLine($"  {label}: {topic?.Name ?? "-"} by {string.Join(' ', topic?.Evidence ?? [])}: {text}");
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{half}: {lines.Count} passages, {labelled} with a topic; recall {right}/{labelled}, precision {right}/{found}"));
        }

        Folders([.. arguments.Skip(list ? 1 : 0)], list);
        return 0;
    }

    private static void Folders(IReadOnlyList<string> folders, bool list)
    {
        if (folders.Count == 0)
            return;
        var (reader, random) = (new ReportReader(), new Random(7));
        List<Passage> passages = [.. Collected.Files(folders)
            .SelectMany(file => reader.Read(file.Name, file.Bytes).Reports)
            .SelectMany(report => report.Sections)
            .SelectMany(section => section.Passages)];
        var known = passages.Count(passage => passage.Topic is not null);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{passages.Count} passages of the folders, {(double)known / passages.Count:P1} with a topic"));
        foreach (var topic in passages.CountBy(passage => passage.Topic?.Name ?? "不明").OrderByDescending(topic => topic.Value))
            Console.WriteLine($"  {topic.Key}\t{topic.Value}");
        for (var i = 0; list && i < 100; i++)
        {
            var passage = passages[random.Next(passages.Count)];
            Console.WriteLine($"{passage.Topic?.Name ?? "不明"}\t{string.Join(' ', passage.Topic?.Evidence ?? [])}\t"
                + passage.Text[..Math.Min(110, passage.Text.Length)]);
        }
    }
}
