using System.Text;
using KnowledgeBase.SearchApi.Exports;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.SearchApi.Tests;

public sealed class CsvTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-2", "'-2")]
    [InlineData("甲,乙", "\"甲,乙\"")]
    [InlineData("他说\"好\"", "\"他说\"\"好\"\"\"")]
    [InlineData("=\"a\",\n", "\"'=\"\"a\"\",\n\"")]
    [InlineData("普通", "普通")]
    public async Task A_cell_is_a_text_and_never_a_formula(string text, string cell)
    {
        using var stream = new MemoryStream();
        await TextExports.WriteCsvAsync(
            stream, [new SearchHit { Id = "a", Text = text, HeadingPath = [], Section = "其他", Title = "t", ReportId = "r", Url = "/" }]);
        Assert.Contains("\r\n" + cell + ",", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }
}
