namespace KnowledgeBase.Engine.Proofs.Comparison;

/// <summary>Files in an index's folder that belong to no commit; the lock is no stranger.</summary>
internal static class Strangers
{
    public static IReadOnlyList<string> Of(string folder, IndexCheck check) => Of(Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)), check);

    public static IReadOnlyList<string> Of(IEnumerable<string> names, IndexCheck check) =>
        [.. names.Except(check.Files.Select(file => file.Name)).Where(name => !name.Contains("lock", StringComparison.OrdinalIgnoreCase))];
}
