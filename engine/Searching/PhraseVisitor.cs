using System.Numerics;
using KnowledgeBase.Engine.Cursors;

namespace KnowledgeBase.Engine.Searching;

/// <summary>
/// Goes through the documents that have a phrase in ascending order, until the visitor has enough: what a search for the same phrase would
/// count, without scores. Candidates are intersected a window at a time; the stored text of each is compared only when its turn comes.
/// </summary>
internal sealed class PhraseVisitor
{
    [ThreadStatic]
    private static Window? _spareWindow;

    private readonly IndexView _index;
    private readonly Query.Text _phrase;
    private readonly SearchRequest _request;
    private readonly Action<IndexDamagedException>? _damaged;
    private readonly CancellationCheck _cancellation;
    private readonly QueryCompiler _compiler;

    /// <param name="damaged">Called where damage is met; the rest of that segment is then left out. Null refuses to answer.</param>
    public PhraseVisitor(
        IndexView index,
        Query.Text phrase,
        IReadOnlyList<Filter> filters,
        IndexOptions options,
        Action<IndexDamagedException>? damaged,
        CancellationToken cancel)
    {
        (_index, _phrase, _damaged) = (index, phrase, damaged);
        _request = new SearchRequest { Filters = filters };
        foreach (var filter in filters)
            FilterCompiler.Validate(filter, index.Schema);
        _cancellation = new CancellationCheck(cancel);
        _cancellation.CheckNow();
        _compiler = new QueryCompiler(phrase, index, options, _cancellation, damaged);
    }

    public void Run(Func<int, bool> wantsMore)
    {
        // The thread's window is taken while in use, so that a visitor may search.
        var window = _spareWindow ?? new Window();
        _spareWindow = null;
        foreach (var segment in _index.Segments)
        {
            try
            {
                if (!Run(segment, window, wantsMore))
                    break;
            }
            catch (IndexDamagedException e) when (_damaged is not null)
            {
                _damaged(e);
            }
        }

        window.MoveTo(0);
        _spareWindow = window;
    }

    private bool Run(SegmentView segment, Window window, Func<int, bool> wantsMore)
    {
        var wanted = new Wanted(new SegmentMasks(_request, _index.Schema, segment).Hits, [], Counting: true);
        if (_compiler.Candidates(_phrase, segment, wanted) is not { } candidates)
            return true;
        var verifier = _compiler.Verifier(segment, _phrase);

        // No score is above the threshold, so that candidates are marked and not scored.
        while (candidates.Next(window, double.PositiveInfinity))
        {
            _cancellation.CheckNow();
            for (var words = Window.NonZero(window.Matches); words != 0; words &= words - 1)
            {
                var i = BitOperations.TrailingZeroCount(words);
                for (var word = window.Matches[i]; word != 0; word &= word - 1)
                {
                    _cancellation.Step();
                    var document = window.Start + i * 64 + BitOperations.TrailingZeroCount(word);
                    if (verifier?.Matches(document) != false && !wantsMore(segment.First + document))
                        return false;
                }
            }
        }

        return true;
    }
}
