using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace KnowledgeBase.Reports.Tests;

/// <summary>No paragraph of the labelled hard files may lose a character, whatever marks they wear.</summary>
public sealed class HardFileTests
{
    public static TheoryData<string> Files()
    {
        var files = new TheoryData<string>();
        foreach (var label in Directory.EnumerateFiles(Folder(), "*.json").Order(StringComparer.Ordinal))
            files.Add(Path.GetFileNameWithoutExtension(label));

        return files;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_character_of_a_body_is_lost(string name)
    {
        var file = Directory.EnumerateFiles(Folder(), name + ".*").First(path => !path.EndsWith(".json", StringComparison.Ordinal));
        var served = Compact(Replay.Served(Given.Bytes(File.ReadAllBytes(file), Path.GetFileName(file))));
        using var label = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(), name + ".json")));
        foreach (var report in label.RootElement.GetProperty("reports").EnumerateArray())
            foreach (var paragraph in report.GetProperty("body").EnumerateArray())
                Assert.True(HoldsInOrder(served, Compact(paragraph.GetString()!)), $"{name} lacks characters of 「{paragraph}」");
    }

    /// <summary>Whether all characters stand in the served text one after another, with at most a mark's length between.</summary>
    private static bool HoldsInOrder(string served, string paragraph)
    {
        const int LongestMark = 40;
        for (var start = served.IndexOf(
            paragraph[0], StringComparison.Ordinal); start >= 0; start = served.IndexOf(paragraph[0], start + 1))
        {
            var at = start;
            var held = true;
            for (var i = 1; i < paragraph.Length && held; i++)
            {
                var next = served.IndexOf(paragraph[i], at + 1, Math.Min(LongestMark, served.Length - at - 1));
                held = next >= 0;
                at = next;
            }

            if (held)
                return true;
        }

        return false;
    }

    private static string Compact(string text) =>
        string.Concat(
            text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c) && c is not ('\u200B' or '\u2060' or '\uFEFF')));

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "hard");
}
