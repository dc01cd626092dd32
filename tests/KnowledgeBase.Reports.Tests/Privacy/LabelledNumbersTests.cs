using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using KnowledgeBase.Reports.Privacy;

namespace KnowledgeBase.Reports.Tests.Privacy;

/// <summary>How much of the labelled numbers is found, and how much of what is found is one.</summary>
public sealed class LabelledNumbersTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("working.jsonl", "938e74a909ff6b0ed245a890237d776d7fb36264231a3d6b2c3a894953fd1f09")]
    [InlineData("held.jsonl", "ea9c7803d779fd00c86f1b4c1b0ec60304732687c223d03a7a6ae4b6fec7ea69")]
    public void Labelled_numbers_are_found_and_little_else(string file, string checksum)
    {
        var path = Path.Combine(Path.GetDirectoryName(Here())!, "labels", file);
        Assert.Equal(checksum, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))));
        var (labelled, recalled, found, right) = (0, 0, 0, 0);
        foreach (var line in File.ReadLines(path))
        {
            var item = JsonSerializer.Deserialize<Item>(line, JsonSerializerOptions.Web)!;
            var numbers = PersonalNumbers.Find(item.Text);
            var missed = item.Spans.Where(span => !numbers.Any(number => IsCovered(item.Text, span, number))).ToList();
            var wrong = numbers.Where(number => !item.Spans.Any(span => span.Start <= number.Start
                && number.End <= span.Start + span.Length)).ToList();
            labelled += item.Spans.Count;
            recalled += item.Spans.Count - missed.Count;
            found += numbers.Count;
            right += numbers.Count - wrong.Count;
            if (file == "working.jsonl" && missed.Count + wrong.Count > 0)
            {
                var named = wrong.Select(number => $"wrong {number.Kind} {item.Text.Substring(number.Start, number.Length)}")
                    .Concat(missed.Select(span => $"missed {span.Kind} {item.Text.Substring(span.Start, span.Length)}"));
                output.WriteLine($"{item.Id}: {string.Join("; ", named)} in {item.Text}");
            }
        }

        output.WriteLine($"{file}: recall {(double)recalled / labelled:P2} ({recalled}/{labelled})");
        output.WriteLine($"{file}: precision {(double)right / found:P2} ({right}/{found})");
        Assert.True((double)recalled / labelled >= 0.98, $"recall {recalled}/{labelled}");
        Assert.True((double)right / found >= 0.95, $"precision {right}/{found}");
    }

    /// <summary>All of it is found; the country's code, which names nobody, may be missing.</summary>
    private static bool IsCovered(string text, Span span, PersonalNumber number)
    {
        var before = number.Start - span.Start;
        return number.End >= span.Start + span.Length
            && before < span.Length
            && (before <= 0 || text.AsSpan(span.Start, before).TrimEnd(" -") is "+" or "+86" or "86" or "0086");
    }

    private static string Here([CallerFilePath] string file = "") => file;

    private sealed record Item(string Id, string Text, IReadOnlyList<Span> Spans);

    private sealed record Span(string Kind, int Start, int Length);
}
