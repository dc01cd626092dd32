using KnowledgeBase.Lookups.Suggestions;

namespace KnowledgeBase.Lookups.Tests.Suggestions;

public sealed class PinyinInitialsTests
{
    [Theory]
    [InlineData("学习形式单一", "xxxsdy")]
    [InlineData("清河县审计局", "qhxsjj")]
    [InlineData("“三会一课”4G", "shyk4g")]
    public void Each_character_gives_the_first_letter_of_its_reading(string text, string initials) =>
        Assert.Equal(initials, PinyinInitials.Of(text));
}
