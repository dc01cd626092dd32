using KnowledgeBase.Store.Readings;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Store.Tests.Readings;

public sealed class UserFilesTests : IDisposable
{
    private readonly TemporaryFolder _home = new();
    private readonly Errors _log = new();
    private readonly UserFiles _files;

    public UserFilesTests() => _files = new UserFiles(Options.Create(new CorpusOptions { Folder = _home.At("corpus") }), _log);

    private string Corrections => _home.At("corpus.corrections.json");

    private string Marks => _home.At("corpus.marks.txt");

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Files_that_are_not_there_correct_nothing()
    {
        _files.Refresh();
        Assert.Equal(("", ""), (_files.Marks, _files.StampFor("corpus/a.txt")));
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void Files_are_taken_up_when_they_come_change_and_go()
    {
        Write(Marks, "拾遗小屋", minute: 1);
        Write(Corrections, """{ "corpus/a.txt": { "year": 2020 } }""", minute: 1);
        _files.Refresh();
        Assert.Equal("拾遗小屋", _files.Marks);
        Assert.Equal(2020, Year());
        var stamp = _files.StampFor("corpus/a.txt");
        Assert.NotEqual("", stamp);

        Write(Corrections, """{ "corpus/a.txt": { "year": 2021 } }""", minute: 2);
        _files.Refresh();
        Assert.Equal(2021, Year());
        Assert.NotEqual(stamp, _files.StampFor("corpus/a.txt"));

        File.Delete(Marks);
        File.Delete(Corrections);
        _files.Refresh();
        Assert.Equal(("", null, ""), (_files.Marks, Year(), _files.StampFor("corpus/a.txt")));
    }

    [Fact]
    public void Marks_are_changed_in_their_file_and_in_every_stamp()
    {
        Write(Marks, "# mine\n拾遗小屋\n", minute: 1);
        _files.Refresh();
        var stamp = _files.StampFor("corpus/a.txt");
        _files.ChangeMarks(marks => marks + "keep 清河\n");
        Assert.Equal("# mine\n拾遗小屋\nkeep 清河\n", File.ReadAllText(Marks));
        Assert.Equal(File.ReadAllText(Marks), _files.Marks);
        Assert.NotEqual(stamp, _files.StampFor("corpus/a.txt"));
    }

    [Fact]
    public void Words_that_were_decided_about_change_the_stamp_of_their_file_alone_and_are_listed_under_it()
    {
        _files.Correct(["corpus/a.txt", "corpus/b#1.txt"], 2, known => known with { Cut = ["拾遗小屋"], Kept = ["清河"] });
        Assert.Equal(["corpus/a.txt", "corpus/b#1.txt"], _files.Corrections.DecidedFiles().Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["拾遗小屋"], _files.Corrections.MarksFor("corpus/a.txt").Cut);
        Assert.Equal(["清河"], _files.Corrections.MarksFor("corpus/a.txt").Kept);
        var stamp = _files.StampFor("corpus/a.txt");
        _files.Correct(["corpus/a.txt"], 2, known => known with { Cut = ["拾遗"] });
        Assert.NotEqual(stamp, _files.StampFor("corpus/a.txt"));
        Assert.Equal("", _files.StampFor("corpus/c.txt"));
    }

    [Fact]
    public void A_file_that_is_not_understood_leaves_the_last_good_state_and_is_reported_once()
    {
        Write(Corrections, """{ "corpus/a.txt": { "year": 2020 } }""", minute: 1);
        _files.Refresh();
        Write(Corrections, "{ broken", minute: 2);
        _files.Refresh();
        _files.Refresh();
        Assert.Equal(2020, Year());
        Assert.Contains(Corrections, Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_leaves_the_last_good_state_is_reported_once_and_taken_up_later()
    {
        Write(Marks, "拾遗小屋", minute: 1);
        _files.Refresh();
        Write(Marks, "另一小屋", minute: 2);
        using (new FileStream(Marks, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            _files.Refresh();
            _files.Refresh();
        }

        Assert.Equal("拾遗小屋", _files.Marks);
        Assert.Contains(Marks, Assert.Single(_log.Lines), StringComparison.Ordinal);
        _files.Refresh();
        Assert.Equal("另一小屋", _files.Marks);
    }

    [Fact]
    public void A_correction_is_on_disk_for_all_copies_when_it_is_acknowledged()
    {
        Write(Corrections, """{ "corpus/z.txt": { "year": 1999 } }""", minute: 1);
        _files.Correct(["corpus/a.txt", "uploads/b.txt"], 1, correction => correction with { Year = 2022 });
        Assert.Equal(2022, Year());
        var written = CorrectionFile.Parse(File.ReadAllText(Corrections));
        Assert.Equal(2022, written.For("uploads/b.txt", 0, 1).Reports[0].Year);
        Assert.Equal(1999, written.For("corpus/z.txt", 0, 1).Reports[0].Year);
    }

    [Fact]
    public void A_file_of_corrections_that_is_not_understood_is_not_overwritten()
    {
        Write(Corrections, "{ broken", minute: 1);
        Assert.Throws<InvalidDataException>(() => _files.Correct(["corpus/a.txt"], 1, correction => correction with { Year = 2022 }));
        Assert.Equal("{ broken", File.ReadAllText(Corrections));
    }

    private int? Year() => _files.Corrections.For("corpus/a.txt", 0, 1).Reports.GetValueOrDefault(0)?.Year;

    /// <summary>Changes are seen by the file's time, which two writes in a row may share.</summary>
    private static void Write(string path, string text, int minute)
    {
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, new DateTime(2023, 5, 1, 8, minute, 0, DateTimeKind.Utc));
    }

    private sealed class Errors : ILogger<UserFiles>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
