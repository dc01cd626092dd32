using System.Text.RegularExpressions;

namespace KnowledgeBase.Repository.Tests;

/// <summary>What the documents name exists.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] Sources = ["*.cs", "*.razor", "*.txt", "*.props"];

    private static IEnumerable<string> Documents =>
    [
        Repository.At("ARCHITECTURE.md"),
        Repository.At("CONTRIBUTING.md"),
        Repository.At("README.md"),
        .. Directory.GetFiles(Repository.At("docs"), "*.md", SearchOption.TopDirectoryOnly),
    ];

    [Fact]
    public void A_type_or_member_that_a_document_names_is_in_the_code()
    {
        var words = Directory.GetDirectories(Repository.Root)
            .Where(folder => Path.GetFileName(folder) is not ("artifacts" or "docs" or "corpus" or ".git"))
            .SelectMany(folder => Sources.SelectMany(kind => Directory.EnumerateFiles(folder, kind, SearchOption.AllDirectories)))
            .Concat(Directory.GetFiles(Repository.Root, "*.props"))
            .SelectMany(file => Word().Matches(File.ReadAllText(file)).Select(match => match.Value))
            .ToHashSet(StringComparer.Ordinal);
        var unknown =
            from document in Documents
            from Match match in NamedType().Matches(File.ReadAllText(document))
            where !words.Contains(match.Groups[1].Value)
            select $"{Path.GetFileName(document)}: {match.Groups[1].Value}";
        Assert.Empty(unknown.Distinct());
    }

    [Fact]
    public void A_file_that_a_document_links_to_is_there()
    {
        var missing =
            from document in Documents
            from Match match in Link().Matches(File.ReadAllText(document))
            let path = Path.Combine(Path.GetDirectoryName(document)!, match.Groups[1].Value)
            where !Path.Exists(path)
            select $"{Path.GetFileName(document)}: {match.Groups[1].Value}";
        Assert.Empty(missing);
    }

    [GeneratedRegex("[A-Za-z_]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(@"`([A-Z][A-Za-z]+)(\.[A-Za-z]+)?`", RegexOptions.NonBacktracking)]
    private static partial Regex NamedType();

    [GeneratedRegex(@"\]\(([^)#:]+)(#[^)]*)?\)", RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
