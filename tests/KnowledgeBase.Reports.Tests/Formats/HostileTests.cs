using System.Buffers.Binary;
using System.Text;
using static KnowledgeBase.Reports.Tests.Formats.RawFile;

namespace KnowledgeBase.Reports.Tests.Formats;

public class HostileTests
{
    private const string Types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        + "<Override PartName=\"/word/document.xml\" "
        + "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    private const string Root = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";

    private static byte[] DocxOf(string document, string types = Types) =>
        Zip(("[Content_Types].xml", Encoding.UTF8.GetBytes(types)), ("word/document.xml", Encoding.UTF8.GetBytes(document)));

    private static string Repeat(string what, int times) => string.Concat(Enumerable.Repeat(what, times));

    [Fact]
    public void A_file_without_bytes_is_empty() => Assert.Equal("empty", FailureOf([]));

    [Theory]
    [InlineData("   \n\t\r\n　")]
    [InlineData("<html><body><img src=\"扫描.png\"></body></html>")]
    public void A_file_without_characters_has_no_text(string text) => Assert.Equal("no-text", FailureOf(Bytes("utf-8", text)));

    [Fact]
    public void A_document_without_characters_has_no_text() => Assert.Equal("no-text", FailureOf(Docx("<w:p/>")));

    [Fact]
    public void A_file_beyond_the_limit_is_too_large() =>
        Assert.Equal("too-large", FailureOf(new byte[2000], new() { MaxFileBytes = 1000 }));

    [Fact]
    public void A_line_of_megabytes_is_too_long() => Assert.Equal("line-too-long", FailureOf(Bytes("utf-8", Repeat("水", (1 << 20) + 1))));

    [Fact]
    public void A_line_of_megabytes_inside_a_document_is_refused_while_it_inflates() =>
        Assert.Equal(
            "too-much-text", FailureOf(DocxOf(Root + "<w:p><w:r><w:t>" + new string('x', 1 << 20)), new() { MaxTextLength = 1 << 19 }));

    [Fact]
    public void More_text_than_any_report_has_is_refused() =>
        Assert.Equal("too-much-text", FailureOf(Bytes("utf-8", Repeat("水利\n", 4000)), new() { MaxTextLength = 10_000 }));

    [Fact]
    public void A_program_is_unsupported_whatever_it_is_named()
    {
        byte[] program = [.. "MZ\x90\0\x03\0\0\0"u8, .. new byte[500]];
        Assert.Equal("unsupported", Decode(program, name: "2024年述职报告.docx").Failure!.Code);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_binary()
    {
        var random = new Random(20240601);
        var bytes = new byte[4096];
        random.NextBytes(bytes);
        Assert.Equal("binary", FailureOf(bytes));
    }

    [Fact]
    public void Bytes_without_zeros_that_fit_no_encoding_are_refused()
    {
        var random = new Random(20240602);
        var bytes = Enumerable.Range(0, 4096).Select(_ => (byte)random.Next(128, 256)).ToArray();
        Assert.Equal("encoding", FailureOf(bytes));
    }

    [Fact]
    public void An_encrypted_document_says_so()
    {
        byte[] compound =
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504],
                .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[512]];
        Assert.Equal("encrypted", FailureOf(compound));
    }

    [Fact]
    public void An_encrypted_pack_says_so()
    {
        var zip = Docx(P("正文。"));
        foreach (var at in HeadersOf(zip, "PK\x01\x02"u8))
            zip[at + 8] |= 1;
        Assert.Equal("encrypted", FailureOf(zip));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public void A_truncated_document_is_damaged(double share)
    {
        var zip = Docx(P(Repeat("正文。", 500)));
        Assert.Equal("damaged", FailureOf(zip[..(int)(zip.Length * share)]));
    }

    [Fact]
    public void A_document_with_a_wrong_checksum_is_damaged()
    {
        var zip = Docx(P("正文。"));
        foreach (var at in HeadersOf(zip, "PK\x01\x02"u8))
            zip[at + 16] ^= 1;
        Assert.Equal("damaged", FailureOf(zip));
    }

    [Fact]
    public void A_document_with_broken_xml_is_damaged() => Assert.Equal("damaged", FailureOf(DocxOf(Root + "<w:p><w:r>")));

    [Fact]
    public void A_document_that_inflates_beyond_the_limit_is_a_bomb()
    {
        var zip = DocxOf(Root + Repeat("<w:p/>", 50_000) + "</w:body></w:document>");
        Assert.Equal("zip-bomb", FailureOf(zip, new() { MaxInflatedBytes = 100_000 }));
    }

    [Fact]
    public void A_document_that_inflates_a_thousand_times_is_a_bomb_though_it_stays_small() =>
        Assert.Equal("zip-bomb", FailureOf(DocxOf(Root + new string(' ', 5 << 20) + "</w:body></w:document>")));

    [Theory]
    [InlineData(10)]
    [InlineData(10_000_000)]
    public void A_size_that_lies_is_refused(int declared)
    {
        var zip = Docx(P("正文。"));
        foreach (var at in HeadersOf(zip, "PK\x01\x02"u8))
            BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(at + 24), declared);
        Assert.Equal("zip-lying-size", FailureOf(zip));
    }

    [Theory]
    [InlineData("word/document.xml")]
    [InlineData("Word/Document.xml")]
    public void Two_parts_of_one_name_are_refused(string second) =>
        Assert.Equal(
            "zip-duplicate-entry",
            FailureOf(Zip(("[Content_Types].xml", Encoding.UTF8.GetBytes(Types)),
                ("word/document.xml", "<a/>"u8.ToArray()), (second, "<b/>"u8.ToArray()))));

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b.txt")]
    [InlineData("..\\b.txt")]
    [InlineData("C:\\b.txt")]
    public void A_name_that_leaves_its_folder_is_refused(string name) => Assert.Equal("zip-unsafe-name", FailureOf(Zip((name, [1]))));

    [Fact]
    public void A_pack_of_very_many_entries_is_refused() =>
        Assert.Equal("zip-too-many-entries",
            FailureOf(Zip([.. Enumerable.Range(0, 30).Select(i => ($"{i}.txt", new byte[] { 1 }))]), new() { MaxPackEntries = 20 }));

    [Theory]
    [InlineData("<!DOCTYPE w:document [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")]
    [InlineData("<!DOCTYPE w:document SYSTEM \"http://127.0.0.1:9/x.dtd\">")]
    [InlineData("<!DOCTYPE w:document [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>")]
    public void Any_document_type_is_unsafe(string dtd)
    {
        Assert.Equal("unsafe-xml", FailureOf(DocxOf(dtd + Root + P("&b;") + "</w:body></w:document>")));
        Assert.Equal("unsafe-xml",
            FailureOf(DocxOf(Root + "</w:body></w:document>", dtd.Replace("w:document", "Types", StringComparison.Ordinal) + Types)));
    }

    [Fact]
    public void Xml_nested_two_hundred_thousand_deep_is_too_deep() =>
        Assert.Equal("too-deep", FailureOf(DocxOf(Root + Repeat("<w:p>", 200_000))));

    [Theory]
    [InlineData("<div>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<ul><li>")]
    [InlineData("<span>")]
    [InlineData("<b><i>")]
    public void Html_nested_two_hundred_thousand_deep_is_too_deep(string tags) =>
        Assert.Equal("too-deep", FailureOf(Page(Repeat(tags, 200_000 / tags.Count(c => c == '<')))));

    [Fact]
    public void Paragraphs_and_items_that_nobody_closed_are_not_deep()
    {
        Assert.Equal(5000, Read(Page(Repeat("<p>正文。", 5000))).Text.Split('\n').Length);
        Assert.Equal(5000, Read(Page("<ul>" + Repeat("<li>正文。", 5000) + "</ul>")).Text.Split('\n').Length);
    }

    [Fact]
    public void Formatting_that_the_parser_would_open_again_without_end_is_refused()
    {
        var fonts = string.Concat(Enumerable.Range(0, 200).Select(i => $"<font size={i}>"));
        Assert.Equal("too-many-elements", FailureOf(Page(fonts + Repeat("<p>x", 10_000))));
    }

    [Fact]
    public void A_sheet_and_an_empty_pack_are_told_from_documents()
    {
        Assert.Equal(
            "unsupported",
            FailureOf(Zip(
                ("[Content_Types].xml",
                    Encoding.UTF8.GetBytes(Types.Replace("wordprocessingml.document", "spreadsheetml.sheet", StringComparison.Ordinal))))));
        Assert.Equal("pack", FailureOf(Zip(("甲.txt", [65]))));
        Assert.Equal("pack", FailureOf(Zip()));
    }

    [Fact]
    public void No_byte_flipped_or_cut_makes_reading_throw()
    {
        // Seed 20240603.
        var random = new Random(20240603);
        byte[][] whole =
        [
            Docx(P("一、主要工作") + P(Repeat("正文。", 50)) + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
                ("header", P("眉")), ("styles", "<w:style/>"), ("numbering", "<w:num/>")),
            Page("<div class=\"nav\"><a href=\"/\">首页</a></div><p>关于<span style=\"display:none\">某某</p><table><tr><td>甲</table>"
                + "<p>正文一句话。</p>"),
            Bytes("gb18030", Repeat("工作情况报告。\n", 30)),
            Bytes("utf-16", Repeat("工作情况报告。\n", 30)),
        ];
        foreach (var file in whole)
        {
            for (var round = 0; round < 300; round++)
            {
                var bytes = file[..random.Next(file.Length / 2, file.Length + 1)];
                for (var flips = random.Next(0, 4); flips > 0; flips--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                var decoding = Decode(bytes);
                Assert.True(decoding.Document is null != decoding.Failure is null);
                AssertInOrder(decoding.Document);
            }
        }
    }

    private static void AssertInOrder(KnowledgeBase.Reports.Formats.RawDocument? document)
    {
        var at = 0;
        foreach (var piece in document?.Boilerplate ?? [])
        {
            Assert.True(piece.Start >= at && piece.Length > 0 && piece.Start + piece.Length <= document!.Text.Length);
            at = piece.Start + piece.Length;
        }
    }

    private static List<int> HeadersOf(byte[] zip, ReadOnlySpan<byte> magic)
    {
        var found = new List<int>();
        for (var at = 0; zip.AsSpan(at).IndexOf(magic) is >= 0 and var next; at += next + 1)
            found.Add(at + next);
        return found;
    }
}
