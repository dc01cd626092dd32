using System.IO.Compression;
using System.Text;
using static KnowledgeBase.Reports.Tests.Formats.RawFile;

namespace KnowledgeBase.Reports.Tests.Formats;

public sealed class ConverterTests : IDisposable
{
    private static readonly byte[] Doc =
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504], .. Encoding.Unicode.GetBytes("WordDocument"), .. new byte[512]];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kb-converter-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_pdf_is_read_page_by_page()
    {
        Assert.SkipUnless(HasPdfToText, "pdftotext (poppler-utils) is not installed");
        var document = Read(Pdf.Of(["关于水利工作的报告", "一、主要工作"], ["二、存在问题"]));
        Assert.Equal("pdf", document.Format);
        Assert.Equal(["关于水利工作的报告", "一、主要工作", "二、存在问题"], document.Body().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.EndsWith("\f", Assert.Single(document.Pieces()), StringComparison.Ordinal);
        Assert.Equal("converted", Assert.Single(document.Notes).Code);
    }

    [Fact]
    public void A_table_of_a_pdf_comes_as_rows_and_the_lines_around_it_as_before()
    {
        Assert.SkipUnless(HasPdfToText, "pdftotext (poppler-utils) is not installed");
        string[] page =
        [
            "一、主要工作完成情况如下，请予审议。", "序号\t事项\t责任人\t完成时限", "1\t修建农村公\t高建国\t六月底前", "\t路十二条",
            "2\t改造危桥\t岑立新\t九月底前", "3\t清理河道\t罗晓棠\t长期坚持", "以上事项由各单位分头抓好落实，按月报告进展情况。",
        ];
        Assert.Equal(
            [
                "一、主要工作完成情况如下，请予审议。", "序号\t事项\t责任人\t完成时限", "1\t修建农村公路十二条\t高建国\t六月底前",
                "2\t改造危桥\t岑立新\t九月底前", "3\t清理河道\t罗晓棠\t长期坚持", "以上事项由各单位分头抓好落实，按月报告进展情况。", "末页",
            ],
            Read(Pdf.Of(page, ["末页"])).Body().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Pages_of_a_pdf_follow_each_other_line_by_line()
    {
        Assert.SkipUnless(HasPdfToText, "pdftotext (poppler-utils) is not installed");
        Assert.Equal("前一页的最后一行\n后一页的第一行\n末行", Read(Pdf.Of(["前一页的最后一行"], ["后一页的第一行", "末行"])).Body());
    }

    [Fact]
    public void A_text_of_libreoffice_is_converted_and_is_no_pack_of_files()
    {
        var pack = new MemoryStream();
        using (var zip = new ZipArchive(pack, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var type = zip.CreateEntry("mimetype", CompressionLevel.NoCompression).Open())
                type.Write("application/vnd.oasis.opendocument.text"u8);

            using var content = zip.CreateEntry("content.xml").Open();
            content.Write("<text/>"u8);
        }

        var (_, failure) = Decode(pack.ToArray(), new() { OfficeConverter = null });
        Assert.Equal("converter-missing", failure?.Code);
    }

    [Fact]
    public void A_broken_pdf_is_damaged()
    {
        Assert.SkipUnless(HasPdfToText, "pdftotext (poppler-utils) is not installed");
        Assert.Equal("damaged", FailureOf(Encoding.ASCII.GetBytes("%PDF-1.7\nno pdf at all\n")));
    }

    [Fact]
    public void A_pdf_that_forbids_copying_or_needs_a_password_is_encrypted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the stand-in for a converter is a shell script");
        Assert.Equal(
            "encrypted", FailureOf("%PDF-1.7"u8.ToArray(), With(pdf: Script("echo 'Command Line Error: Incorrect password' >&2; exit 1"))));
        Assert.Equal("encrypted", FailureOf("%PDF-1.7"u8.ToArray(), With(pdf: Script("exit 3"))));
    }

    [Theory]
    [InlineData("%PDF-1.7")]
    [InlineData("{\\rtf1 a}")]
    public void A_missing_converter_is_a_reason_that_may_go_away(string file)
    {
        var failure = Decode(Encoding.ASCII.GetBytes(file), With(pdf: "no-such-converter", office: null)).Failure!;
        Assert.Equal(("converter-missing", true), (failure.Code, failure.Retry));
        Assert.Matches("no-such-converter|LibreOffice", failure.Message);
    }

    [Fact]
    public void An_old_document_is_read_through_the_docx_that_the_converter_writes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the stand-in for a converter is a shell script");
        var docx = Path.Combine(_folder.FullName, "written.docx");
        File.WriteAllBytes(docx, Docx(P("正文。"), ("footer", P("页脚"))));
        var document =
            Read(Doc, With(office: Script($"while [ \"$1\" != --outdir ]; do shift; done; mkdir \"$2\" && cp {docx} \"$2/in.docx\"")));
        Assert.Equal(("doc", "正文。\n"), (document.Format, document.Body()));
    }

    [Fact]
    public void A_converter_that_does_not_end_is_ended()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the stand-in for a converter is a shell script");
        var failure =
            Decode(Doc, With(office: Script("sleep 600 & wait")) with { MaxConverterTime = TimeSpan.FromMilliseconds(300) }).Failure!;
        Assert.Equal(("converter-timeout", true), (failure.Code, failure.Retry));
    }

    [Fact]
    public void A_pdf_that_costs_more_processor_time_than_its_size_is_worth_is_refused_for_good()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "processor time is limited on Linux only");
        var options = With(pdf: Script("exec sh -c 'while :; do :; done'")) with { MaxPdfProcessorTime = TimeSpan.FromSeconds(1) };
        var failure = Decode("%PDF-1.7"u8.ToArray(), options).Failure!;
        Assert.Equal(("converter-timeout", false), (failure.Code, failure.Retry));
        Assert.Contains("processor time", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_converter_that_takes_all_memory_fails_alone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "memory is limited on Linux only");
        Assert.Equal(
            "converter-failed", FailureOf("%PDF-1.7"u8.ToArray(), With(pdf: Script("exec dd if=/dev/zero of=/dev/null bs=3G count=1"))));
    }

    [Fact]
    public void A_converter_that_writes_without_end_is_stopped()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the stand-in for a converter is a shell script");
        Assert.Equal(
            "too-much-text", FailureOf("%PDF-1.7"u8.ToArray(), With(pdf: Script("exec yes 水利工作报告")) with { MaxTextLength = 1 << 20 }));
    }

    [Fact]
    public void A_converter_sees_no_network_where_the_note_says_so_and_none_of_our_environment()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the network is cut off on Linux only");
        Environment.SetEnvironmentVariable("KB_TEST_SECRET", "geheim");
        var document = Read("%PDF-1.7"u8.ToArray(), With(pdf: Script("cat /proc/net/dev; env; pwd")));
        if (document.Notes[0].Message.EndsWith("without network", StringComparison.Ordinal))
            Assert.Equal(["lo"], document.Text.Split('\n')
                .Where(l => l.Contains(": ", StringComparison.Ordinal)).Select(l => l.Split(':')[0].Trim()));
        Assert.DoesNotContain("geheim", document.Text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(document.Text.Split('\n')[^1]), "its folder is gone");
    }

    private static bool HasPdfToText => KnowledgeBase.Reports.Formats.Converters.ConverterPath.Find("pdftotext") is not null;

    private static ReadingOptions With(string? pdf = null, string? office = null) => new() { PdfConverter = pdf, OfficeConverter = office };

    private string Script(string commands)
    {
        var file = Path.Combine(_folder.FullName, Path.GetRandomFileName());
        File.WriteAllText(file, "#!/bin/sh\n" + commands + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return file;
    }
}
