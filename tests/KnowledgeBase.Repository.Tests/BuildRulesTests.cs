using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace KnowledgeBase.Repository.Tests;

/// <summary>The build's rules stand once, at the root.</summary>
public sealed class BuildRulesTests
{
    private static IEnumerable<string> ProjectFiles => Directory
        .EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}artifacts{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [Fact]
    public void No_project_pins_a_version_of_its_own()
    {
        Assert.All(ProjectFiles, file =>
            Assert.DoesNotContain(XDocument.Load(file).Descendants("PackageReference"),
            reference => reference.Attribute("Version") is not null));
    }

    [Fact]
    public void Every_project_has_a_lock_file_and_stands_in_the_solution()
    {
        var solution = File.ReadAllText(Repository.At("KnowledgeBase.sln"));
        Assert.All(ProjectFiles, file =>
        {
            Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(file)!, "packages.lock.json")), file);
            Assert.Contains(Path.GetFileName(file), solution, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_package_version_is_used()
    {
        var used = ProjectFiles.Append(Repository.At("Directory.Build.props"))
            .SelectMany(file => XDocument.Load(file).Descendants("PackageReference"))
            .Select(reference => reference.Attribute("Include")!.Value)
            .ToHashSet(StringComparer.Ordinal);
        var pinned = XDocument.Load(Repository.At("Directory.Packages.props")).Descendants("PackageVersion")
            .Select(version => version.Attribute("Include")!.Value);
        Assert.All(pinned, package => Assert.Contains(package, used));
    }

    [Fact]
    public void Unsafe_code_stays_in_the_engine_s_storage_and_postings()
    {
        var marked = new Regex(@"\bunsafe\s*(\{|\w)|\bunsafe$", RegexOptions.NonBacktracking);
        var files = new[] { "engine", "reports", "store", "lookups", "indexer", "search-api", "web" }
            .SelectMany(Repository.Sources)
            .Where(file => File.ReadLines(file).Any(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
                && marked.IsMatch(line)))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'));
        Assert.All(files, file => Assert.Matches("^engine/(Storage|Postings)/", file));
    }

    [Fact]
    public void Nothing_is_caught_in_silence()
    {
        var silent = new Regex(@"catch\s*(\([^)]*\))?\s*\{\s*\}", RegexOptions.NonBacktracking);
        var files = new[] { "engine", "reports", "store", "lookups", "indexer", "search-api", "web" }
            .SelectMany(Repository.Sources)
            .Where(file => silent.IsMatch(File.ReadAllText(file)));
        Assert.Empty(files);
    }
}
