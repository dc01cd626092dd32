using KnowledgeBase.Reports.Formats.Converters;

namespace KnowledgeBase.Reports.Tests.Formats;

public sealed class PdfTableTests
{
    private const int Seed = 20261;
    private const int Pitch = 15, Height = 12, ColumnWidth = 90, LettersInLine = 7;

    [Fact]
    public void Words_in_columns_are_rows_whatever_their_number_of_lines()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 200; round++)
        {
            var (columns, rows) = (random.Next(3, 6), random.Next(3, 9));
            var page = new List<PdfWord> { Word(0, 20, "一段正文占满整行没有分栏也没有空白，和下面的表格没有关系。") };
            var expected = new List<string>();
            var top = 100;
            for (var row = 0; row < rows; row++)
            {
                var texts = Enumerable.Range(0, columns)
                    .Select(column => column == 0 ? $"{row + 1}" : Han(random, random.Next(1, 22))).ToList();
                for (var column = 0; column < columns; column++)
                    for (var at = 0; at < texts[column].Length; at += LettersInLine)
                        page.Add(Word(column, top
                            + (at / LettersInLine * Pitch), texts[column][at..Math.Min(texts[column].Length, at + LettersInLine)]));

                expected.Add(string.Join('\t', texts));
                top += Pitch * texts.Max(text => (text.Length + LettersInLine - 1) / LettersInLine);
            }

            page.Add(Word(0, top + Pitch, "第九条"));
            page.Add(Word(0, top + (2 * Pitch), "又一段正文占满整行没有分栏也没有空白，接在表格的后面。"));
            var shuffled = page.ToArray();
            random.Shuffle(shuffled);
            var tables = PdfTable.Of(shuffled);

            Assert.True(tables.Count == 1, $"seed {Seed}, round {round}: {tables.Count} tables");
            Assert.Equal(expected, tables[0].Rows);
        }
    }

    [Fact]
    public void Cells_in_the_middle_of_their_rows_are_no_table()
    {
        var page = new List<PdfWord>();
        for (var row = 0; row < 4; row++)
        {
            page.Add(Word(0, 100 + (30 * row), $"{row}"));
            page.Add(Word(1, 100 + (30 * row), "事项"));
            page.Add(Word(2, 100 + (30 * row) - 7, "上一行"));
            page.Add(Word(2, 100 + (30 * row) + 8, "下一行"));
        }

        Assert.Empty(PdfTable.Of(page));
    }

    [Fact]
    public void Blanks_in_the_lines_of_a_paragraph_make_no_table()
    {
        var page = Enumerable.Range(0, 12).SelectMany(line => new[]
        {
            Word(0, 100 + (Pitch * line), "今年") with { Left = 40 + line },
            Word(1, 100 + (Pitch * line), "完成投资") with { Left = 80 + (9 * line) },
            Word(2, 100 + (Pitch * line), "亿元以上") with { Left = 300 - (7 * line) },
        });
        Assert.Empty(PdfTable.Of(page));
    }

    private static PdfWord Word(int column, int top, string text) =>
        new(40 + (ColumnWidth * column), top, 40 + (ColumnWidth * column) + (Height * text.Length), top + Height, text);

    private static string Han(Random random, int length) =>
        string.Create(length, random, (span, from) =>
        {
            foreach (ref var c in span)
                c = (char)from.Next(0x4E00, 0x9F00);
        });
}
