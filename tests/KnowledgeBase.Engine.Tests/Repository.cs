namespace KnowledgeBase.Engine.Tests;

/// <summary>Files of the project that tests read where they stand.</summary>
internal static class Repository
{
    public static string At(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "KnowledgeBase.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("these tests run inside the repository");
        return Path.Combine([folder.FullName, .. parts]);
    }
}
