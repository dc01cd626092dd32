namespace KnowledgeBase.Reports.Quality;

/// <summary>What becomes of each file of a folder, as JSON beside each other.</summary>
internal static class ReadFolder
{
    public static int Run(string folder, string target)
    {
        Directory.CreateDirectory(target);
        var reader = new ReportReader();
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            File.WriteAllText(Path.Combine(target, Path.ChangeExtension(name, ".json")), ReadingJson.Of(name, reader.Read(name, File.ReadAllBytes(file))));
        }

        return 0;
    }
}
