using System.Xml.Linq;

namespace KnowledgeBase.Repository.Tests;

/// <summary>Which projects and packages a project may reference, and which namespaces its files may name.</summary>
public sealed class ProjectDependencyTests
{
    public static TheoryData<string, string[], string[]> Projects => new()
    {
        { "engine", [], [] },
        { "reports", [], ["AngleSharp"] },
        { "store", ["engine", "reports"], ["Microsoft.Extensions.Hosting", "Microsoft.Extensions.Options.DataAnnotations"] },
        { "store-postgres", ["store"], ["Npgsql"] },
        { "lookups", ["store"], [] },
        { "indexer", ["store", "store-postgres"], ["Spectre.Console", "System.CommandLine"] },
        { "search-api", ["lookups", "store-postgres"],
            ["DocumentFormat.OpenXml", "Microsoft.AspNetCore.OpenApi", "Microsoft.OpenApi", "ModelContextProtocol", "OpenTelemetry",
                "OpenTelemetry.Exporter.OpenTelemetryProtocol", "System.IO.Packaging"] },
        { "web", ["indexer", "search-api"], [] },
        { "client", [], [] },
    };

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_to_what_the_table_allows_and_nothing_else(string folder, string[] projects, string[] packages)
    {
        var file = XDocument.Load(Directory.GetFiles(Repository.At(folder), "*.csproj").Single());
        var referred = file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileName(Path.GetDirectoryName(reference.Attribute("Include")!.Value))!);
        Assert.Equal(projects, referred);
        Assert.Equal(packages, file.Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value)
            .Order(StringComparer.Ordinal));
    }

    /// <summary>References are transitive, so the namespaces that a project's files name are checked as well.</summary>
    public static TheoryData<string, string[]> Namespaces => new()
    {
        { "engine", ["KnowledgeBase.Reports", "KnowledgeBase.Indexer", "KnowledgeBase.SearchApi", "Microsoft.Extensions",
            "Microsoft.AspNetCore", "System.Net"] },
        { "reports", ["KnowledgeBase.Engine", "KnowledgeBase.Indexer", "KnowledgeBase.SearchApi", "Microsoft.Extensions",
            "Microsoft.AspNetCore", "System.Net.Http", "System.Net.Sockets"] },
        { "store", ["KnowledgeBase.Indexer", "KnowledgeBase.SearchApi", "KnowledgeBase.Web", "Microsoft.AspNetCore",
            "System.CommandLine", "System.Net"] },
        { "store-postgres", ["KnowledgeBase.Indexer", "KnowledgeBase.SearchApi", "KnowledgeBase.Web", "Microsoft.AspNetCore",
            "System.CommandLine", "KnowledgeBase.Reports.Formats", "KnowledgeBase.Reports.Cleaning"] },
        { "lookups", ["KnowledgeBase.Indexer", "KnowledgeBase.SearchApi", "KnowledgeBase.Web", "Microsoft.AspNetCore",
            "KnowledgeBase.Reports.Formats", "KnowledgeBase.Reports.Cleaning", "System.Net"] },
        { "indexer", ["KnowledgeBase.Lookups", "KnowledgeBase.SearchApi", "KnowledgeBase.Web", "Microsoft.AspNetCore", "System.Net.Http"] },
        { "search-api", ["KnowledgeBase.Web", "KnowledgeBase.Indexer", "KnowledgeBase.Reports.Formats", "KnowledgeBase.Reports.Cleaning",
            "AngleSharp", "Microsoft.AspNetCore.Components"] },
        { "client", ["KnowledgeBase.Engine", "KnowledgeBase.Reports", "KnowledgeBase.Store", "KnowledgeBase.SearchApi", "Microsoft."] },
        { "web", ["KnowledgeBase.Engine", "AngleSharp", "DocumentFormat",
            "KnowledgeBase.Reports.Formats", "KnowledgeBase.Reports.Cleaning"] },
    };

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void A_project_s_files_name_no_forbidden_namespace(string folder, string[] forbidden)
    {
        var found = Repository.Sources(folder)
            .SelectMany(file => File.ReadLines(file).Select(line => (file, line)))
            .Where(pair => forbidden.Any(name => pair.line.Contains(name, StringComparison.Ordinal)))
            .Select(pair => $"{Path.GetRelativePath(Repository.Root, pair.file)}: {pair.line.Trim()}");
        Assert.Empty(found);
    }
}
