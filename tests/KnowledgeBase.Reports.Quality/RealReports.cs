namespace KnowledgeBase.Reports.Quality;

/// <summary>What cleaning takes out of real reports that were saved clean: page furniture may go, no character of a body.</summary>
internal static class RealReports
{
    private static readonly string[] Furniture =
        ["docx-header", "docx-footer", "page-number", "page-link", "running-head", "contents", "collection-cover"];

    public static int Run(string folder)
    {
        var reader = new ReportReader();
        var files = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).ToList();
        int body = 0, furniture = 0, characters = 0, broken = 0;
        foreach (var file in files)
        {
            var reading = reader.Read(Path.GetFileName(file), File.ReadAllBytes(file));
            broken += reading.Failure is null ? 0 : 1;
            characters += reading.Reports.Sum(report => report.Text.Length);
            foreach (var removal in reading.Removed)
            {
                var isFurniture = Furniture.Contains(removal.Rule);
                body += isFurniture ? 0 : removal.Length;
                furniture += isFurniture ? removal.Length : 0;
                if (!removal.Rule.StartsWith("docx-", StringComparison.Ordinal) && removal.Rule != "page-number")
                    Console.WriteLine($"  {(isFurniture ? "furniture" : "BODY")} {Path.GetFileName(file)}:{removal.Line} "
                        + $"{removal.Rule} 「{removal.Text.ReplaceLineEndings(" ")}」");
            }
        }

        Console.WriteLine($"real: files {files.Count}, failed {broken}, characters {characters}, furniture characters removed "
            + $"{furniture}, body characters removed {body}");
        return body == 0 && broken == 0 ? 0 : 1;
    }
}
