using KnowledgeBase.Engine.Searching;

namespace KnowledgeBase.Engine.Tests.Searching;

public sealed class WindowTests
{
    [Theory]
    [InlineData(20_261_121)]
    public void Vectors_find_the_words_that_a_scalar_loop_finds_not_to_be_zero(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 1_000; round++)
        {
            var words = new ulong[Window.Size / 64];
            for (var set = random.Next(70); set > 0; set--)
                words[random.Next(words.Length)] = 1UL << random.Next(64);
            ulong expected = 0;
            for (var i = 0; i < words.Length; i++)
                if (words[i] != 0)
                    expected |= 1UL << i;
            Assert.Equal(expected, Window.NonZero(words));
        }
    }

    [Fact]
    public void Moving_on_clears_matches_and_scores()
    {
        var window = new Window();
        window.MoveTo(Window.Size + 5);
        Assert.Equal((Window.Size, 2 * Window.Size), (window.Start, window.End));
        window.Match(Window.Size + 5);
        window.Score(2 * Window.Size - 1, 1.5);
        Assert.Equal(1.5, window.Scores[^1]);
        window.MoveTo(10 * Window.Size);
        Assert.All(window.Matches, word => Assert.Equal(0UL, word));
        Assert.All(window.Scored, word => Assert.Equal(0UL, word));
        Assert.All(window.Scores, score => Assert.Equal(0, score));
    }
}
