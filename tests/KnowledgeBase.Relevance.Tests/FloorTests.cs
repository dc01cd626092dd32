namespace KnowledgeBase.Relevance.Tests;

/// <summary>
/// What docs/relevance.md says is reached stays reached: each floor is a little below the figure, so that a change that costs more than
/// chance fails. The material is outside the repository; without it a test says so and is skipped.
/// </summary>
public sealed class FloorTests
{
    private static readonly string? Bench = Environment.GetEnvironmentVariable("KB_BENCH");
    private static readonly string? Seeds = Environment.GetEnvironmentVariable("KB_SEEDS");

    [Fact]
    public async Task Filters_typed_as_words_are_offered()
    {
        await using var product = await Product.StartAsync(Product.FilesOf(Repository("corpus")));
        foreach (var held in new[] { false, true })
        {
            var figures = await OffersCommand.MeasureAsync(product, held);
            Assert.InRange(figures.Recall, OfferFloor, 1);
            Assert.InRange(figures.Precision, OfferFloor, 1);
        }
    }

    [Fact]
    public async Task Judged_lines_find_what_writers_lift()
    {
        Assert.SkipWhen(Bench is null || Seeds is null, "KB_BENCH and KB_SEEDS do not name the reports that the lines are judged on");
        var judged = JudgedQueries.Read(JudgedCommand.DefaultFolder);
        var samples = judged.Samples.Select(name => Path.Combine(Repository("corpus"), name));
        IEnumerable<string> files = [.. samples, .. Product.FilesOf(Seeds), .. Product.FilesOf(Path.Combine(Bench, "reports"))];
        await using var product = await Product.StartAsync(files);
        var results = await JudgedCommand.MeasureAsync(product, judged, _ => true);
        foreach (var half in results.GroupBy(result => result.Query.IsHeldOut))
        {
            Assert.InRange(half.Average(result => result.Ndcg), 0.76, 1);
            Assert.InRange(half.Average(result => result.Precision), 0.79, 1);
        }
    }

    [Fact]
    public void Planted_copies_are_folded_and_different_texts_are_not()
    {
        Assert.SkipWhen(Bench is null, "KB_BENCH does not name the passages that copies are planted among");
        var figures = FoldingCommand.Measure(Bench);
        Assert.InRange(figures.Folded, 0.99, 1);
        Assert.InRange(figures.Different, 0, 2);
        Assert.InRange(figures.DistinctMean, 19.8, 20);
        Assert.InRange(figures.DistinctLeast, 17, 20);
    }

    [Theory]
    [InlineData(false, 0.389, 0.68)]
    [InlineData(true, 0.373, 0.68)]
    public void Lay_questions_find_the_articles_that_answer_them(bool held, double ndcg, double recall)
    {
        Assert.SkipWhen(Bench is null, "KB_BENCH does not name the questions and articles");
        var figures = StardCommand.Measure(Path.Combine(Bench, "stard"), held, Ranker.Ranked);
        Assert.InRange(figures.Ndcg, ndcg, 1);
        Assert.InRange(figures.Recall, recall, 1);
    }

    private const double OfferFloor = 0.97;

    private static string Repository(string folder)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "KnowledgeBase.sln")))
            at = at.Parent!;
        return Path.Combine(at.FullName, folder);
    }
}
