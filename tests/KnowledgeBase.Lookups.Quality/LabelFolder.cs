using System.Runtime.CompilerServices;

namespace KnowledgeBase.Lookups.Quality;

/// <summary>The labelled material beside this project.</summary>
internal static class LabelFolder
{
    /// <summary>Both halves: dev may be read while a rule is written, held is measured only.</summary>
    public static IReadOnlyList<string> Halves { get; } = ["dev", "held"];

    public static string At(string name, [CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "labels", name);

    public static IReadOnlyList<string> Lines(string name) => [.. File.ReadLines(At(name)).Where(line => line.Length > 0)];
}
