using System.Text;
using KnowledgeBase.Reports;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Store.Tests;

/// <summary>The vocabulary of these tests: small reports as they are read, and the files that hold them.</summary>
internal static class Given
{
    /// <summary>The bytes of a small report whose one problem can be searched for.</summary>
    public static byte[] Bytes(string unit = "清河县审计局", int year = 2023, string problem = "学习形式单一") => Encoding.UTF8.GetBytes(
        $"{unit}{year}年度工作总结\n{year}年，{unit}各项工作平稳推进，现总结如下：\n一、主要工作\n（一）抓好日常管理。全年召开例会十二次。\n"
        + $"二、存在问题\n（一）{problem}。有关情况在日常工作中时有发生，需要认真加以解决。\n");

    /// <summary>The report of those bytes.</summary>
    public static Report Report(string unit = "清河县审计局", int year = 2023, string problem = "学习形式单一") =>
        Assert.Single(new ReportReader().Read("a.txt", Bytes(unit, year, problem), CancellationToken.None).Reports);

    /// <summary>A report as it is stored under the hash of its file.</summary>
    public static ReportRecord Record(string hash, string problem = "学习形式单一", int ordinal = 1) =>
        new(ReportRecord.IdFor(hash, ordinal), hash, ordinal, Report(problem: problem));

    /// <summary>A file that gave some reports.</summary>
    public static FileEntry File(string sourcePath, string? hash, params ReportRecord[] reports) => new()
    {
        SourcePath = sourcePath,
        Status = hash is null ? FileStatus.Failed : FileStatus.Indexed,
        Hash = hash,
        Size = 7,
        Modified = new DateTimeOffset(2023, 5, 1, 8, 30, 0, TimeSpan.Zero),
        Edition = ReportDocuments.Edition,
        Reports = [.. reports.Select(report => report.Id)],
        Passages = reports.Sum(ReportDocuments.PassageCount),
    };

    /// <summary>A hash that begins with some digits.</summary>
    public static string Hash(string digits) => digits.PadRight(64, '0');
}
