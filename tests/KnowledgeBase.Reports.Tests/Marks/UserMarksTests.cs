using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Tests.Marks;

public sealed class UserMarksTests
{
    private const string List = "# mine\nsite 拾遗小屋\n\nphrase 群号 一二三\n";

    [Fact]
    public void The_last_word_about_a_mark_counts_and_every_other_line_stays()
    {
        var changed = UserMarks.Add(List, new UserMark("keep", "拾遗 小屋"));
        Assert.Equal("# mine\n\nphrase 群号 一二三\nkeep 拾遗 小屋\n", changed);
        Assert.Equal([new UserMark("phrase", "群号 一二三"), new UserMark("keep", "拾遗 小屋")], UserMarks.Parse(changed));
    }

    [Fact]
    public void A_mark_that_was_taken_back_is_gone() =>
        Assert.Equal("# mine\n\nphrase 群号 一二三\n", UserMarks.Remove(List, "拾遗小屋"));

    [Fact]
    public void A_list_without_a_line_end_gets_one_before_the_new_line() =>
        Assert.Equal("site 甲乙丙\nphrase 丁戊己\n", UserMarks.Add("site 甲乙丙", new UserMark("phrase", "丁戊己")));
}
