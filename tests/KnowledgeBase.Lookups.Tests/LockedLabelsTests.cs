using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace KnowledgeBase.Lookups.Tests;

/// <summary>
/// The labels of the look-ups were written before the code that they measure. Whoever changes one changes what a figure means, so it
/// takes a commit of its own that says which label was wrong and why.
/// </summary>
public sealed class LockedLabelsTests
{
    private const string Checksum = "dff81b6fbe7deedad88b1a7ad133b1a3e8948382199b3807438f715e0d96cd00";

    [Fact]
    public void The_labels_are_those_that_were_written_before_the_code()
    {
        var folder = Folder();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => !file.EndsWith(".md", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file) + "\n"));
            hash.AppendData(Encoding.UTF8.GetBytes(File.ReadAllText(file).ReplaceLineEndings("\n")));
        }

        Assert.Equal(Checksum, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static string Folder([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "..", "KnowledgeBase.Lookups.Quality", "labels");
}
