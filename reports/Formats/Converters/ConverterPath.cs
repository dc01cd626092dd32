namespace KnowledgeBase.Reports.Formats.Converters;

/// <summary>Where a converter is installed.</summary>
internal static class ConverterPath
{
    /// <param name="program">A path, or a name to be looked for in the folders of PATH.</param>
    public static string? Find(string? program)
    {
        if (string.IsNullOrWhiteSpace(program))
            return null;
        if (Path.IsPathRooted(program))
            return File.Exists(program) ? program : null;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] names = OperatingSystem.IsWindows() ? [program, program + ".exe"] : [program];
        return folders.SelectMany(f => names.Select(n => Path.Combine(f, n))).FirstOrDefault(File.Exists);
    }
}
