namespace KnowledgeBase.Lookups.Quality;

/// <summary>How much labelled material is there?</summary>
internal static class LabelCounts
{
    public static int Run()
    {
        foreach (var file in Directory.EnumerateFiles(LabelFolder.At(""))
            .Where(file => !file.EndsWith(".md", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
            Console.WriteLine($"{Path.GetFileName(file)}\t{File.ReadLines(file).Count(line => line.Length > 0)} lines");
        return 0;
    }
}
