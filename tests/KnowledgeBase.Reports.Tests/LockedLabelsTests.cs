using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace KnowledgeBase.Reports.Tests;

/// <summary>
/// The labelled material was written before the rules that it measures. Whoever changes a label changes what a figure means, so it takes
/// a commit of its own that says which label was wrong and why.
/// </summary>
public sealed class LockedLabelsTests
{
    private const string Checksum = "5d24825ab05197f5693d6563f7ff8693d928dc842b1a8d368a6b9391ba730352";

    [Fact]
    public void The_labels_are_those_that_were_written_before_the_rules()
    {
        var folder = Folder();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file).Replace('\\', '/') + "\n"));
            hash.AppendData(Encoding.UTF8.GetBytes(File.ReadAllText(file).ReplaceLineEndings("\n")));
        }

        Assert.Equal(Checksum, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static string Folder([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "..", "KnowledgeBase.Reports.Quality", "labels");
}
