using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Overlap;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Tests.Overlap;

/// <summary>Set phrases are those that a search for all their reports would give.</summary>
public sealed class SetPhrasesTests : IDisposable
{
    private const int Seed = 5;
    private static readonly string[] Places = ["清河", "青溪", "临江", "云岭", "柳河"];
    private static readonly string[] Pieces = ["坚持统筹兼顾", "做到底数清楚", "形成工作合力", "压实各方责任", "台账逐项销号", "问题动态清零"];

    private readonly OriginDerivation _origins = new();
    private readonly Given _given;
    private readonly CollectionView _view;
    private readonly Random _random = new(Seed);

    public SetPhrasesTests()
    {
        _given = new Given(_origins);
        for (var number = 0; number < 90; number++)
            _given.File($"{number}.txt", Some.Report(
                $"{Places[number % Places.Length]}县{(number % 3 == 0 ? "审计局" : "教育局")}",
                2015 + (number % 8),
                $"第{number}类事项推进慢。{Text(1 + (number % 4))}，第{number}组没有建起来。"));
        _view = _given.View(_origins);
    }

    [Fact]
    public void A_phrase_is_set_if_enough_of_the_first_reports_that_have_it_are_independent()
    {
        var (set, others) = (0, 0);
        for (var i = 0; i < 400; i++)
        {
            var (text, least) = (Text(2), 2 + _random.Next(8));
            var start = _random.Next(text.Length - SetPhrases.Shortest);
            var longer = _random.Next(text.Length - start - SetPhrases.Shortest + 1);
            var phrase = text.Substring(start, SetPhrases.Shortest + longer);
            var expected = Plain(phrase, least);
            Assert.True(
                expected == new SetPhrases(_view, _view.Whole(_origins), least, CancellationToken.None).IsSet(phrase), $"{phrase}, {least}");
            (set, others) = (set + (expected ? 1 : 0), others + (expected ? 0 : 1));
        }

        Assert.True(set > 50 && others > 50, $"{set} set, {others} not");
    }

    public void Dispose()
    {
        _view.Dispose();
        _given.Dispose();
    }

    private bool Plain(string phrase, int least)
    {
        var request = new SearchRequest
        {
            Query = new Query.Constant(new Query.Text(phrase, TextMatch.Phrase, PassageSchema.Text), 1),
            Limit = 60,
            Collapse = true,
        };
        var reports = _view.Snapshot.Search(request).Hits.Select(hit => _view.Locate(hit.Document)!.Value.Report);
        return _view.Whole(_origins).Independent(_view, reports) >= least;
    }

    private string Text(int pieces) => string.Concat(Enumerable.Range(0, pieces).Select(_ => Pieces[_random.Next(Pieces.Length)]));
}
