using System.Globalization;
using System.Text;
using System.Text.Json;

namespace KnowledgeBase.Store.Postgres.Tests.Figures;

/// <summary>
/// Passages of real government reports from <c>KB_BENCH</c>, their digits drawn anew, so that there are as many as are asked for.
/// </summary>
internal sealed class Texts
{
    private readonly string[] _texts;
    private readonly Random _random = new(7);

    public Texts()
    {
        var folder = Environment.GetEnvironmentVariable("KB_BENCH");
        Assert.SkipUnless(folder is not null && File.Exists(Path.Combine(folder, "gov.jsonl")), "KB_BENCH has no gov.jsonl");
        _texts = [.. File.ReadLines(Path.Combine(folder!, "gov.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!.ReplaceLineEndings(""))
            .Where(text => text.Length is > 40 and < 600)];
    }

    /// <summary>A report with so many passages.</summary>
    public byte[] Report(int number, int passages)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"清河县第{number}局202{number % 5}年度工作总结").AppendLine("一、主要工作");
        for (var i = 0; i < passages; i++)
        {
            var passage = Varied(_texts[_random.Next(_texts.Length)]);
            text.AppendLine(CultureInfo.InvariantCulture, $"（{Numerals[i % 10]}）第{number}号{i}。{passage}");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private const string Numerals = "一二三四五六七八九十";

    private string Varied(string text) => string.Create(text.Length, (text, _random), static (span, state) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = char.IsAsciiDigit(state.text[i]) ? (char)('0' + state._random.Next(10)) : state.text[i];
    });
}
