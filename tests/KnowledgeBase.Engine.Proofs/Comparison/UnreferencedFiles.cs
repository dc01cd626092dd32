namespace KnowledgeBase.Engine.Proofs.Comparison;

/// <summary>Files in an index's folder that the commit does not reference, except the lock.</summary>
internal static class UnreferencedFiles
{
    public static IReadOnlyList<string> Of(string folder, IndexCheck check) =>
        Of(Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)), check);

    public static IReadOnlyList<string> Of(IEnumerable<string> names, IndexCheck check) =>
        [.. names.Except(check.Files.Select(file => file.Name)).Where(name => !name.Contains("lock", StringComparison.OrdinalIgnoreCase))];
}
