using System.Buffers.Binary;
using System.Text;
using KnowledgeBase.Reports.Formats.Zip;
using static KnowledgeBase.Reports.Tests.Formats.RawFile;

namespace KnowledgeBase.Reports.Tests.Formats;

public class PackTests
{
    private static readonly ReadingOptions Options = new();

    [Fact]
    public void Each_file_of_a_pack_is_handed_on_with_its_bytes_and_system_files_are_not()
    {
        var files = ZipFiles.Open(Zip(("述职/", []), ("述职/甲.txt", [65]), ("__MACOSX/._甲.txt", [0]), ("乙.docx", Docx(P("正文。")))), Options)
            .ToList();
        Assert.Equal(["述职/甲.txt", "乙.docx"], files.Select(f => f.Path));
        Assert.Equal("甲.txt", files[0].Name);
        Assert.Equal("正文。", Read(files[1].Bytes.ToArray()).Text);
    }

    [Fact]
    public void Names_from_a_chinese_windows_are_read()
    {
        // The writer takes names of bytes as code page 437 would: patch them in place.
        var zip = Zip(("abcd.txt", [65]));
        var name = Bytes("gb18030", "报告");
        for (var at = 0; zip.AsSpan(at).IndexOf("abcd"u8) is >= 0 and var next; at += next + 4)
            name.CopyTo(zip.AsSpan(at + next));
        Assert.Equal("报告.txt", Assert.Single(ZipFiles.Open(zip, Options)).Path);
    }

    [Fact]
    public void One_damaged_file_does_not_cost_the_others()
    {
        var zip = Zip(("甲.txt", [65, 66, 67]), ("乙.txt", [66]));
        var line = zip.AsSpan().IndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(line + 16), 1);
        Assert.Equal(["damaged", null], ZipFiles.Open(zip, Options).Select(f => f.Failure?.Code));
    }

    [Fact]
    public void A_bomb_in_a_pack_ends_it()
    {
        var zip = Zip(("甲.txt", [65]), ("乙.txt", new byte[5 << 20]), ("丙.txt", [66]));
        Assert.Equal([null, "zip-bomb"], ZipFiles.Open(zip, Options).Select(f => f.Failure?.Code));
    }

    [Fact]
    public void A_broken_pack_is_one_failure() =>
        Assert.Equal("damaged", Assert.Single(ZipFiles.Open(Zip(("甲.txt", [65])).AsMemory(0, 30), Options)).Failure!.Code);

    [Fact]
    public void A_document_is_no_pack_of_files()
    {
        Assert.False(ZipFiles.IsArchive(Docx(P("正文。")), Options));
        Assert.False(ZipFiles.IsArchive(Encoding.UTF8.GetBytes("PK 是两个字母"), Options));
        Assert.True(ZipFiles.IsArchive(Zip(("甲.txt", [65])), Options));
    }
}
