namespace KnowledgeBase.Reports.Tests;

/// <summary>One rule of a Markdown file with its example.</summary>
/// <param name="Name">The raw file's name.</param>
internal sealed record Spec(string Sentence, string Name, string Raw, IReadOnlyList<(string Kind, string Text)> Expected)
{
    public static List<Spec> ReadAll(string file)
    {
        var specs = new List<Spec>();
        string? sentence = null, fence = null, raw = null;
        var name = "a.txt";
        var lines = new List<string>();
        var expected = new List<(string, string)>();
        foreach (var line in File.ReadLines(file).Append("## "))
        {
            if (fence is not null && line == "```")
            {
                var text = Characters(string.Join('\n', lines));
                if (fence.Split(' ', 2) is ["raw", ..] words)
                    (raw, name) = (text, words.Length > 1 ? words[1] : "a.txt");
                else
                    expected.Add((fence, text));

                fence = null;
            }
            else if (fence is not null)
                lines.Add(line);
            else if (line.StartsWith("```", StringComparison.Ordinal))
            {
                fence = line[3..];
                lines.Clear();
            }
            else if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                if (sentence is not null && raw is not null)
                    specs.Add(new(sentence, name, raw, expected));

                (sentence, raw, name, expected) = (line[3..], null, "a.txt", []);
            }
        }

        return specs;
    }

    // Characters that an editor would hide or strip are written out.
    private static string Characters(string text) => text
        .Replace("⟨zwsp⟩", "\u200B", StringComparison.Ordinal)
        .Replace("⟨wj⟩", "\u2060", StringComparison.Ordinal)
        .Replace("⟨bom⟩", "\uFEFF", StringComparison.Ordinal)
        .Replace("⟨space⟩", " ", StringComparison.Ordinal);
}
