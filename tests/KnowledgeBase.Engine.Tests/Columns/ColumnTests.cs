using KnowledgeBase.Engine.Columns;

namespace KnowledgeBase.Engine.Tests.Columns;

public sealed class IntColumnTests
{
    private const uint Key = 0x400;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(byte.MaxValue, 1)]
    [InlineData(byte.MaxValue + 1, 2)]
    [InlineData(ushort.MaxValue, 2)]
    [InlineData(ushort.MaxValue + 1, 4)]
    [InlineData(int.MaxValue, 4)]
    public void Numbers_take_the_bytes_of_the_greatest_and_come_back(int greatest, int width)
    {
        int[] values = [0, greatest, greatest / 2, 1 % (greatest + 1L) == 1 ? 1 : 0, greatest];
        using var file = Some.SectionFile(writer => IntColumn.Write(writer, Key, values));
        var column = new IntColumn(file, Key, values.Length);
        Assert.Equal(width, column.Width);
        Assert.Equal(values, Enumerable.Range(0, values.Length).Select(document => column[document]));
    }

    [Fact]
    public void A_column_of_no_documents_is_empty()
    {
        using var file = Some.SectionFile(writer => IntColumn.Write(writer, Key, []));
        Assert.Equal(0, new IntColumn(file, Key, 0).All<byte>().Length);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(1)]
    [InlineData(100)]
    public void A_column_of_another_number_of_documents_is_damage(int documents)
    {
        using var file = Some.SectionFile(writer => IntColumn.Write(writer, Key, [1, 2, 70_000]));
        Assert.Throws<IndexDamagedException>(() => new IntColumn(file, Key, documents));
    }
}

public sealed class KeywordColumnTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(300)]
    public void Each_document_has_its_value_and_ordinals_ascend_with_values(int distinct)
    {
        var random = new Random(distinct);
        string[] values = [.. Enumerable.Range(0, distinct).Select(i => i == 0 ? "" : $"{(char)random.Next(1, char.MaxValue)}{i}")];
        string?[] documents =
            [.. Enumerable.Range(0, 1_000)
                .Select(i => i < distinct ? values[i] : random.Next(4) == 0 || distinct == 0 ? null : values[random.Next(distinct)])];
        var builder = new ColumnBuilder<string>(StringComparer.Ordinal);
        foreach (var value in documents)
            builder.Add(value is null ? 0 : builder.Number(value));
        using var file = Some.SectionFile(writer => KeywordColumn.Write(writer, 3, builder));

        var column = new KeywordColumn(file, 3, documents.Length);
        Assert.Equal(distinct, column.Count);
        Assert.Equal(values.Order(StringComparer.Ordinal), Enumerable.Range(1, distinct).Select(column.Text));
        Assert.Equal(documents, documents.Select((_, d) => column.Ordinals[d] is var ordinal and > 0 ? column.Text(ordinal) : null));
        Assert.All(values, value => Assert.Equal(value, column.Text(column.Find(value))));
        Assert.All((string[])["\uFFFF\uFFFF", "一无所有", " "], value => Assert.Equal(0, column.Find(value)));
    }
}

public sealed class NumberColumnTests
{
    [Theory]
    [InlineData(20_261_121)]
    public void The_first_ordinal_at_least_a_number_is_that_of_a_plain_scan(int seed)
    {
        var random = new Random(seed);
        int[] values = [int.MinValue, -1, 0, 1, int.MaxValue, .. Enumerable.Range(0, 200).Select(_ => random.Next(-500, 500))];
        var builder = new ColumnBuilder<int>(Comparer<int>.Default);
        foreach (var value in values)
            builder.Add(builder.Number(value));
        builder.Add(0);
        using var file = Some.SectionFile(writer => NumberColumn.Write(writer, 0, builder));

        var column = new NumberColumn(file, 0, values.Length + 1);
        int[] distinct = [.. values.Distinct().Order()];
        Assert.Equal(distinct.Length, column.Count);
        Assert.Equal(values, values.Select((_, d) => column.Value(column.Ordinals[d])));
        Assert.Equal(0, column.Ordinals[values.Length]);
        foreach (var value in (int[])[.. Enumerable.Range(-510, 1_020), int.MinValue, int.MinValue + 1, int.MaxValue - 1, int.MaxValue])
            Assert.Equal(1 + distinct.TakeWhile(other => other < value).Count(), column.FindAtLeast(value));
    }

    [Fact]
    public void Numbers_of_a_facet_are_written_the_same_everywhere()
    {
        var builder = new ColumnBuilder<int>(Comparer<int>.Default);
        builder.Add(builder.Number(-2024));
        using var file = Some.SectionFile(writer => NumberColumn.Write(writer, 0, builder));
        Assert.Equal("-2024", new NumberColumn(file, 0, 1).Text(1));
    }
}
