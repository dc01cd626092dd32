using FsCheck;
using FsCheck.Fluent;
using KnowledgeBase.Engine.Cursors;
using KnowledgeBase.Engine.Proofs.Faults;
using KnowledgeBase.Engine.Proofs.Generation;
using KnowledgeBase.Engine.Proofs.Oracle;
using KnowledgeBase.Engine.Searching;
using Fields = KnowledgeBase.Engine.Proofs.Generation.Fields;

namespace KnowledgeBase.Engine.Tests.Cursors;

/// <summary>The contract of cursors: each equals the plain loop over the matching documents, however it is advanced.</summary>
public abstract class CursorContract : IDisposable
{
    /// <summary>One segment of several blocks, nothing deleted: what a cursor sees is what matches.</summary>
    private static readonly DocumentGroup Group = Groups.Large(Gen.Constant("large")).Sample(40, new Rnd(7, 1), 12)
        .MaxBy(large => large.Documents.Count)!;

    private readonly SearchIndex _index = SearchIndex.Open(new FaultStorage(new SimulatedDisk(), FaultPlan.None), Fields.Schema);
    private readonly PlainIndex _plain = new(Fields.Schema);
    private readonly Snapshot _snapshot;
    private readonly (int Document, double Score)[] _expected;

    protected CursorContract()
    {
        using (var writer = _index.OpenWriter())
        {
            writer.Put(Group);
            writer.Commit();
        }

        _plain.Put(Group);
        _snapshot = _index.Snapshot();
        var score = new PlainScorer(_plain).Prepared(Query);
        _expected = [.. _plain.Documents.Select((document, i) => (i, score(document))).Where(hit => hit.Item2 is not null)
            .Select(hit => (hit.i, hit.Item2!.Value))];
    }

    protected abstract Query Query { get; }

    /// <summary>The cursor that the query must compile to, so that the suite tests the intended one.</summary>
    protected abstract Type Kind { get; }

    public void Dispose()
    {
        _snapshot.Dispose();
        _index.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void It_is_the_cursor_meant_and_has_something_to_do()
    {
        Assert.IsType(Kind, NewCursor());
        Assert.InRange(_expected.Length, 1, _plain.Documents.Count);
        Assert.True(NewCursor().Cost >= 0);
    }

    [Fact]
    public void It_begins_before_the_first_document() => Assert.Equal(-1, NewCursor().Document);

    [Fact]
    public void Next_visits_every_match_in_order_with_its_score_and_then_ends()
    {
        var cursor = NewCursor();
        foreach (var (document, score) in _expected)
        {
            Assert.Equal(document, cursor.Next());
            Assert.Equal(document, cursor.Document);
            Assert.Equal(score, cursor.Score(), 1e-4);
            Assert.Equal(cursor.Score(), cursor.Score());
        }

        Assert.Equal(Cursor.End, cursor.Next());
        Assert.Equal(Cursor.End, cursor.Document);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Advance_lands_on_the_first_match_at_or_after_its_target_as_Next_would(int seed)
    {
        var random = new Random(seed);
        var cursor = NewCursor();
        while (cursor.Document != Cursor.End)
        {
            var target = cursor.Document + 1 + (random.Next(3) == 0 ? 0 : random.Next(1 << random.Next(10)));
            var (document, score) = _expected.Where(hit => hit.Document >= target).DefaultIfEmpty((Cursor.End, 0)).First();
            Assert.Equal(document, random.Next(2) == 0 || target > cursor.Document + 1 ? cursor.Advance(target) : cursor.Next());
            Assert.Equal(document, cursor.Document);
            // Score only some documents: skipping one must not affect the next.
            if (document != Cursor.End && random.Next(2) == 0)
                Assert.Equal(score, cursor.Score(), 1e-4);
        }
    }

    [Fact]
    public void Advance_beyond_the_last_document_ends() => Assert.Equal(Cursor.End, NewCursor().Advance(_plain.Documents.Count));

    private Cursor NewCursor()
    {
        var compiler = new QueryCompiler(Query, _snapshot.View, new IndexOptions(), new CancellationCheck(CancellationToken.None));
        return compiler.Compile(Query, Assert.Single(_snapshot.View.Segments))!;
    }
}
