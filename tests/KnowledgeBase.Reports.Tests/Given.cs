using System.Text;

namespace KnowledgeBase.Reports.Tests;

/// <summary>How tests speak of raw files.</summary>
internal static class Given
{
    private static readonly ReportReader Reader = new();

    public static Reading Text(string text, string name = "a.txt", ReadingOptions? options = null) =>
        Bytes(Encoding.UTF8.GetBytes(text), name, options);

    public static Reading Bytes(byte[] bytes, string name, ReadingOptions? options = null) =>
        (options is null ? Reader : new ReportReader(options)).Read(name, bytes, TestContext.Current.CancellationToken);
}
