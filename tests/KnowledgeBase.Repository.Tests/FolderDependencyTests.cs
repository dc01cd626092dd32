using System.Text.RegularExpressions;

namespace KnowledgeBase.Repository.Tests;

/// <summary>Inside the engine and the reports a folder uses only the folders that the table allows.</summary>
public sealed class FolderDependencyTests
{
    private static readonly Dictionary<string, string> Engine = new(StringComparer.Ordinal)
    {
        ["Storage"] = "",
        ["Codecs"] = "",
        ["Analysis"] = "",
        ["Scoring"] = "",
        ["Sections"] = "Codecs Storage",
        ["Blobs"] = "Sections",
        ["KeyIndexes"] = "Blobs Codecs Sections",
        ["Columns"] = "Blobs Sections",
        ["Terms"] = "Codecs Sections",
        ["Postings"] = "Analysis Codecs Scoring Sections",
        ["Segments"] = "Analysis Blobs Codecs Columns KeyIndexes Postings Sections Storage Terms",
        ["Merging"] = "Blobs Codecs Columns KeyIndexes Postings Sections Segments Storage Terms",
        ["Commits"] = "Codecs Segments Storage",
        ["Writing"] = "Codecs Commits Merging Postings Segments Storage",
        ["Cursors"] = "Analysis Codecs Postings Scoring Segments",
        ["Searching"] = "Analysis Codecs Columns Commits Cursors Postings Scoring Segments Storage",
        ["Checking"] = "Analysis Commits Postings Segments Storage",
    };

    private static readonly Dictionary<string, string> Reports = new(StringComparer.Ordinal)
    {
        ["Formats"] = "",
        ["Language"] = "",
        ["Duplicates"] = "",
        ["Marks"] = "Language",
        ["Splitting"] = "Language",
        ["Cleaning"] = "Formats Language Marks Splitting",
        ["Structuring"] = "Language Splitting",
        ["Facts"] = "Language Marks Structuring",
    };

    [Fact]
    public void A_folder_of_the_engine_uses_only_the_folders_that_the_table_allows() => Check("engine", "KnowledgeBase.Engine", Engine);

    [Fact]
    public void A_folder_of_the_reports_uses_only_the_folders_that_the_table_allows() => Check("reports", "KnowledgeBase.Reports", Reports);

    /// <param name="allowed">By folder, the folders that it may use, separated by spaces.</param>
    private static void Check(string project, string root, Dictionary<string, string> allowed)
    {
        var named = new Regex(Regex.Escape(root) + @"\.([A-Z]\w+)", RegexOptions.NonBacktracking);
        var folders = Directory.GetDirectories(Repository.At(project)).Select(Path.GetFileName).Where(name => char.IsUpper(name![0]))
            .ToHashSet()!;
        Assert.Equal(folders.Order(StringComparer.Ordinal), allowed.Keys.Order(StringComparer.Ordinal));
        var violations =
            from file in Repository.Sources(project)
            let folder = Path.GetRelativePath(Repository.At(project), file).Split(Path.DirectorySeparatorChar) is [var name, _, ..]
                ? name : null
            where folder is not null
            from line in File.ReadLines(file)
            from Match match in named.Matches(line)
            let used = match.Groups[1].Value
            where folders.Contains(used) && used != folder && !allowed[folder].Split(' ').Contains(used)
            select $"{Path.GetRelativePath(Repository.Root, file)} uses {used}";
        Assert.Empty(violations.Distinct());
    }
}
