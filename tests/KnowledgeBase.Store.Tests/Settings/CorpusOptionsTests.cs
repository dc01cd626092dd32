using KnowledgeBase.Store.Settings;

namespace KnowledgeBase.Store.Tests.Settings;

public sealed class CorpusOptionsTests
{
    [Theory]
    [InlineData("reports", "reports.marks.txt", "reports.corrections.json")]
    [InlineData("reports/", "reports.marks.txt", "reports.corrections.json")]
    public void The_user_s_files_lie_beside_the_corpus(string folder, string marks, string corrections)
    {
        var options = new CorpusOptions { Folder = folder };
        Assert.Equal((marks, corrections), (options.MarksFile, options.CorrectionsFile));
    }

    [Fact]
    public void The_user_s_files_lie_where_the_settings_say()
    {
        var options = new CorpusOptions { Marks = "m", Corrections = "c" };
        Assert.Equal(("m", "c"), (options.MarksFile, options.CorrectionsFile));
    }
}
