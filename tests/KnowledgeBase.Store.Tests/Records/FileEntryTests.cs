using System.Text;
using KnowledgeBase.Reports;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Store.Tests.Records;

public sealed class FileEntryTests
{
    /// <summary>As indexes hold it: a name that changes here makes every file of an existing index unknown.</summary>
    private const string Stored = """
        {"place":"corpus/甲.txt","status":"Quarantined","hash":"ab","size":7,"modified":"2023-05-01T08:30:00+00:00",
        "seen":"2023-05-02T00:00:00+00:00","format":"txt","encoding":"gb18030","reports":["ab-1"],"passages":3,"removed":2,
        "suspected":1,"cleaningConfidence":0.9,"cutMarks":["拾遗小屋"],
        "compared":["ef-1"],"findings":[{"verdict":"Cut","start":5,"length":4,"check":99,"copies":2}],
        "code":"unreadable","reason":"locked","retryable":true,"tries":3,"stamp":"cd","edition":9,
        "notes":[{"code":"wrong-bytes","message":"2"}]}
        """;

    private static readonly FileEntry Entry = new()
    {
        SourcePath = "corpus/甲.txt",
        Status = FileStatus.Quarantined,
        Hash = "ab",
        Size = 7,
        Modified = new DateTimeOffset(2023, 5, 1, 8, 30, 0, TimeSpan.Zero),
        Seen = new DateTimeOffset(2023, 5, 2, 0, 0, 0, TimeSpan.Zero),
        Format = "txt",
        Encoding = "gb18030",
        Reports = ["ab-1"],
        Passages = 3,
        Removed = 2,
        Suspected = 1,
        CleaningConfidence = 0.9,
        CutMarks = ["拾遗小屋"],
        Compared = ["ef-1"],
        Findings = [new CopyFinding(CopyVerdict.Cut, 5, 4, 99, 2)],
        Code = "unreadable",
        Reason = "locked",
        Retryable = true,
        Tries = 3,
        Stamp = "cd",
        Edition = 9,
        Notes = [new ReadingNote("wrong-bytes", "2")],
    };

    [Fact]
    public void An_entry_is_stored_under_the_names_that_indexes_hold() =>
        Assert.Equal(Stored.ReplaceLineEndings(""), Encoding.UTF8.GetString(Entry.ToBytes()));

    [Fact]
    public void An_entry_comes_back_whole()
    {
        var read = FileEntry.FromBytes(Encoding.UTF8.GetBytes(Stored));
        Assert.Equal(Entry.Reports, read.Reports);
        Assert.Equal(Entry.Notes, read.Notes);
        Assert.Equal(Entry.CutMarks, read.CutMarks);
        Assert.Equal(Entry.Compared, read.Compared);
        Assert.Equal(Entry.Findings, read.Findings);
        Assert.Equal(
            Entry with { Reports = [], Notes = [], CutMarks = [], Compared = [], Findings = [] },
            read with { Reports = [], Notes = [], CutMarks = [], Compared = [], Findings = [] });
    }

    [Fact]
    public void What_was_not_stored_has_its_default()
    {
        var read = FileEntry.FromBytes("""{"place":"corpus/a.txt","status":"Failed"}"""u8);
        Assert.Null(read.Hash);
        Assert.Empty(read.Reports);
        Assert.Empty(read.Notes);
        Assert.Equal("", read.Stamp);
    }

    [Theory]
    [InlineData(FileStatus.Indexed, false, true)]
    [InlineData(FileStatus.Failed, false, true)]
    [InlineData(FileStatus.Failed, true, false)]
    [InlineData(FileStatus.Quarantined, true, true)]
    public void A_file_that_failed_for_a_passing_reason_is_read_again_until_it_is_quarantined(
        FileStatus status, bool retryable, bool isUpToDate)
    {
        var entry = Entry with { Status = status, Retryable = retryable, Edition = ReportDocuments.Edition };
        Assert.Equal(isUpToDate, entry.IsUpToDate(7, Entry.Modified, "cd"));
    }

    [Fact]
    public void A_file_is_read_again_when_its_size_its_time_its_corrections_or_the_edition_differ()
    {
        var entry = Entry with { Edition = ReportDocuments.Edition };
        Assert.False(entry.IsUpToDate(8, Entry.Modified, "cd"));
        Assert.False(entry.IsUpToDate(7, Entry.Modified.AddTicks(1), "cd"));
        Assert.False(entry.IsUpToDate(7, Entry.Modified, ""));
        Assert.False((entry with { Edition = ReportDocuments.Edition - 1 }).IsUpToDate(7, Entry.Modified, "cd"));
    }
}
