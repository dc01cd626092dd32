using System.Text.RegularExpressions;

namespace KnowledgeBase.Repository.Tests;

/// <summary>Inside a project a folder uses only the folders that the table allows.</summary>
public sealed class FolderDependencyTests
{
    private static readonly Dictionary<string, string> Engine = new(StringComparer.Ordinal)
    {
        ["Storage"] = "",
        ["Codecs"] = "",
        ["Analysis"] = "Codecs",
        ["Scoring"] = "",
        ["Sections"] = "Codecs Storage",
        ["Blobs"] = "Sections",
        ["KeyIndexes"] = "Blobs Codecs Sections",
        ["Columns"] = "Blobs Sections",
        ["Terms"] = "Codecs Sections",
        ["Postings"] = "Analysis Codecs Scoring Sections",
        ["Signatures"] = "Analysis Sections",
        ["Segments"] = "Analysis Blobs Codecs Columns KeyIndexes Postings Sections Signatures Storage Terms",
        ["Merging"] = "Blobs Codecs Columns KeyIndexes Postings Sections Segments Signatures Storage Terms",
        ["Commits"] = "Analysis Codecs Segments Storage",
        ["Writing"] = "Codecs Commits KeyIndexes Merging Postings Segments Storage",
        ["Cursors"] = "Analysis Codecs Postings Scoring Segments",
        ["NearDuplicates"] = "Codecs Segments Signatures",
        ["Searching"] = "Analysis Codecs Columns Commits Cursors NearDuplicates Postings Scoring Segments Storage",
        ["Checking"] = "Analysis Commits Postings Searching Segments Signatures Storage",
    };

    private static readonly Dictionary<string, string> Reports = new(StringComparer.Ordinal)
    {
        ["Formats"] = "",
        ["Language"] = "",
        ["Duplicates"] = "",
        ["Privacy"] = "Language",
        ["Marks"] = "Language",
        ["Splitting"] = "Language",
        ["Cleaning"] = "Formats Language Marks Splitting",
        ["Structuring"] = "Language Splitting",
        ["Facts"] = "Language Marks Structuring",
        ["Copies"] = "Cleaning Language Marks",
    };

    private static readonly Dictionary<string, string> Store = new(StringComparer.Ordinal)
    {
        ["Settings"] = "",
        ["Records"] = "",
        ["Durability"] = "",
        ["Access"] = "Durability",
        ["Takedowns"] = "Durability",
        ["SavedSearches"] = "Durability",
        ["RawFiles"] = "Durability Settings",
        ["Tasks"] = "Settings",
        ["Catalog"] = "Durability Records Settings",
        ["Readings"] = "Catalog Durability RawFiles Records Settings",
        ["Backups"] = "Catalog Durability RawFiles Records SavedSearches Settings",
        ["Dumps"] = "Catalog Durability RawFiles Readings Records Settings",
        ["Hosting"] = "Access Catalog Durability RawFiles Readings SavedSearches Settings Takedowns Tasks",
    };

    private static readonly Dictionary<string, string> StorePostgres = new(StringComparer.Ordinal)
    {
        ["Statements"] = "",
        ["Migrations"] = "Statements",
        ["Connections"] = "Migrations Statements",
        ["Tables"] = "Statements",
        ["SharedTexts"] = "Connections Statements Tables",
        ["Tasks"] = "Connections SharedTexts Statements Tables",
        ["RawFiles"] = "Connections Statements Tables",
        ["Readings"] = "Connections Statements Tables Tasks",
        ["Following"] = "Connections Statements Tables",
        ["Hosting"] = "Connections Following RawFiles Readings SharedTexts Statements Tables Tasks",
    };

    private static readonly Dictionary<string, string> Indexer = new(StringComparer.Ordinal)
    {
        ["Watching"] = "",
        ["Scanning"] = "Watching",
        ["Preparing"] = "Scanning",
        ["Committing"] = "Preparing Scanning",
        ["Learning"] = "Committing Preparing",
        ["Hosting"] = "Committing Learning Preparing Scanning Watching",
        ["CommandLine"] = "Committing Hosting Learning Scanning",
    };

    private static readonly Dictionary<string, string> Lookups = new(StringComparer.Ordinal)
    {
        ["Collection"] = "",
        ["Wording"] = "",
        ["Problems"] = "Collection Wording",
        ["Links"] = "Problems Wording",
        ["Compare"] = "Collection Problems",
        ["Units"] = "Collection Compare Problems",
        ["Headings"] = "Collection",
        ["Similarity"] = "Problems Wording",
        ["Substance"] = "",
        ["Suggestions"] = "Collection Headings Problems",
        ["Overlap"] = "Collection",
        ["Patterns"] = "Collection",
        ["LeftOvers"] = "Collection Compare Overlap Wording",
        ["Trends"] = "Collection Overlap Wording",
        ["Hosting"] = "Collection Headings LeftOvers Overlap Problems Similarity Suggestions",
    };

    private static readonly Dictionary<string, string> SearchApi = new(StringComparer.Ordinal)
    {
        ["QueryLines"] = "",
        ["Http"] = "",
        ["Access"] = "Http",
        ["Limits"] = "Access Http",
        ["QueryRelaxation"] = "QueryLines",
        ["Offers"] = "QueryLines",
        ["Search"] = "Access Http Offers QueryLines QueryRelaxation",
        ["Positions"] = "Http",
        ["SavedSearches"] = "Access Http Search",
        ["Exports"] = "Search",
        ["SearchRequests"] = "Access Exports Http Search",
        ["ProblemGroups"] = "Access Exports Http QueryLines Search",
        ["ProblemLinks"] = "Access Exports Http ProblemGroups Search",
        ["Compare"] = "Access Http ProblemGroups QueryLines Search",
        ["Units"] = "Access Http ProblemGroups Search",
        ["Headings"] = "Access Exports Http Search",
        ["Suggestions"] = "Access Http Search",
        ["Passages"] = "Access Exports Http Search",
        ["Overlap"] = "Access Exports Http Search",
        ["Patterns"] = "Access Exports Http ProblemGroups Search",
        ["LeftOvers"] = "Access Exports Http Search",
        ["Trends"] = "Access Exports Http ProblemGroups QueryLines Search",
        ["Reports"] = "Access Http QueryLines QueryRelaxation Search",
        ["Files"] = "Access Http Reports Search",
        ["Marks"] = "Access Http Reports Search",
        ["Tasks"] = "Access Files Http Search",
        ["Monitoring"] = "Access Http QueryLines Search Tasks",
        ["Hosting"] =
            "Access Compare Files Headings Http LeftOvers Limits Marks Monitoring Overlap Passages Patterns Positions ProblemGroups "
            + "ProblemLinks Reports SavedSearches Search SearchRequests Suggestions Tasks Trends Units",
        ["Mcp"] = "Hosting Http Passages ProblemGroups Reports Search",
    };

    private static readonly Dictionary<string, string> Web = new(StringComparer.Ordinal)
    {
        ["Viewing"] = "",
        ["Components"] = "Viewing",
    };

    public static TheoryData<string, string> Projects => new()
    {
        { "engine", "KnowledgeBase.Engine" },
        { "reports", "KnowledgeBase.Reports" },
        { "store", "KnowledgeBase.Store" },
        { "lookups", "KnowledgeBase.Lookups" },
        { "store-postgres", "KnowledgeBase.Store.Postgres" },
        { "indexer", "KnowledgeBase.Indexer" },
        { "search-api", "KnowledgeBase.SearchApi" },
        { "web", "KnowledgeBase.Web" },
    };

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_folder_uses_only_the_folders_that_the_table_allows(string project, string root) => Check(project, root, TableOf(project));

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_table_of_a_project_has_no_cycle(string project, string root)
    {
        var table = TableOf(project);
        var done = new HashSet<string>(StringComparer.Ordinal);
        while (table.Keys.FirstOrDefault(IsReady) is { } next)
            done.Add(next);
        Assert.True(done.Count == table.Count, $"{root}: {string.Join(", ", table.Keys.Except(done))}");

        bool IsReady(string folder) =>
            !done.Contains(folder) && table[folder].Split(' ', StringSplitOptions.RemoveEmptyEntries).All(done.Contains);
    }

    private static Dictionary<string, string> TableOf(string project) => project switch
    {
        "engine" => Engine,
        "reports" => Reports,
        "store" => Store,
        "lookups" => Lookups,
        "store-postgres" => StorePostgres,
        "indexer" => Indexer,
        "search-api" => SearchApi,
        _ => Web,
    };

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
