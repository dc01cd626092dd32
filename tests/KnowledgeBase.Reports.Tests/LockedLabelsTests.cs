using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using KnowledgeBase.Reports.Quality.Labels;
using KnowledgeBase.Reports.Quality.Wraps;

namespace KnowledgeBase.Reports.Tests;

/// <summary>
/// The labelled material was written before the rules that it measures. Whoever changes a label changes what a figure means, so it takes
/// a commit of its own that says which label was wrong and why.
/// </summary>
public sealed class LockedLabelsTests
{
    [Theory]
    [InlineData("labels", "5d24825ab05197f5693d6563f7ff8693d928dc842b1a8d368a6b9391ba730352")]
    [InlineData("copies", "4603901681f5efaf68aeca625a767e1b8179583bafd8d8c742d8053ae4a0b238")]
    [InlineData("genres", "039bfcdd04730f5e84b64d0cf8b4c77d47a53bd6708098693b11f0430a16dce3")]
    [InlineData("authors", "d506d618c41bdf989b4d759cb4b2f2d47a42f4e0a6284adab54c99fe129e0c2e")]
    [InlineData("pages", "2ba41f5f7df38945c4aa75c227001b96a72eaded1fd2fe5b419a40f989ee01cd")]
    [InlineData("frames", "806cc2333b5e3270b8eb650f150298452ebdcabd5a26f307c64f1b41452533e7")]
    public void The_labels_are_those_that_were_written_before_the_rules(string name, string checksum)
    {
        var folder = Path.Combine(Folder(), name);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file).Replace('\\', '/') + "\n"));
            hash.AppendData(Encoding.UTF8.GetBytes(File.ReadAllText(file).ReplaceLineEndings("\n")));
        }

        Assert.Equal(checksum, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Fact]
    public void The_wrapped_texts_are_those_that_were_written_before_the_rules()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var half in Enum.GetValues<LabelHalf>())
            foreach (var dress in WrapDress.Names)
                foreach (var file in WrapRun.Files(null, half, dress))
                    hash.AppendData(file.Bytes);

        Assert.Equal("4f1e680fa70ba2c0a89a97e71ca39b3e79ccd325de8819f1f40013c3136c1159", Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static string Folder([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "..", "KnowledgeBase.Reports.Quality");
}
