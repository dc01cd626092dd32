using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Columns;
using KnowledgeBase.Engine.Cursors;
using KnowledgeBase.Engine.Postings;
using KnowledgeBase.Engine.Searching;
using KnowledgeBase.Engine.Sections;
using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.Tests.Cursors;

/// <summary>What a term's cursor does for whole windows, against the same cursor moved document by document.</summary>
public sealed class TermCursorRangeTests
{
    public static TheoryData<int, int, bool, int?> Lists()
    {
        var data = new TheoryData<int, int, bool, int?>();
        foreach (var (count, gap) in ((int, int)[])[(1, 5), (100, 2), (128, 1), (300, 400), (4_000, 1), (4_000, 9)])
        {
            data.Add(count, gap, false, null);
            data.Add(count, gap, true, null);
            data.Add(count, gap, false, 1);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_window_has_the_matches_and_scores_of_single_steps(int count, int gap, bool withSet, int? only)
    {
        using var list = new TermList(count, gap, withSet, only);
        var (marking, adding) = (list.Cursor(), list.Cursor());
        foreach (var from in list.Windows)
        {
            var (marks, added, scores) = (new ulong[Window.Size / 64], new ulong[Window.Size / 64], new double[Window.Size]);
            marking.Mark(from, from + Window.Size, marks);
            adding.Add(from, from + Window.Size, added, scores);
            Assert.Equal(list.In(from).Select(hit => hit.Document), Members(from, marks));
            Assert.Equal(list.In(from).Select(hit => hit.Document), Members(from, added));
            Assert.All(list.In(from), hit => Assert.Equal(hit.Score, scores[hit.Document - from]));
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Bounds_are_never_below_a_score_and_zero_only_where_nothing_is(int count, int gap, bool withSet, int? only)
    {
        using var list = new TermList(count, gap, withSet, only);
        var (inWindows, byBlocks, first) = (list.Cursor(), list.Cursor(), list.Cursor());
        foreach (var from in list.Windows)
        {
            var bound = inWindows.BoundIn(from, from + Window.Size);
            Assert.All(list.In(from), hit => Assert.InRange(hit.Score, double.Epsilon, bound));
            var next = list.Hits.Where(hit => hit.Document >= from).Select(hit => hit.Document).DefaultIfEmpty(Cursor.End).First();
            Assert.InRange(first.FirstFrom(from, Window.Size), from, next);
        }

        for (var target = 0; target != Cursor.End;)
        {
            var bound = byBlocks.BoundAt(target, out var last);
            Assert.All(list.Hits.Where(hit => hit.Document >= target && hit.Document <= last), hit => Assert.InRange(hit.Score, 0, bound));
            target = last == Cursor.End ? last : last + 1;
        }
    }

    [Theory]
    [InlineData(4_000, 1)]
    [InlineData(300, 400)]
    public void A_set_keeps_only_the_marks_of_its_documents(int count, int gap)
    {
        using var list = new TermList(count, gap, withSet: true, only: null);
        var cursor = list.Cursor();
        Assert.True(cursor.IsSet);
        foreach (var from in list.Windows)
        {
            var marks = new ulong[Window.Size / 64];
            Array.Fill(marks, ulong.MaxValue);
            cursor.KeepMarked(from, marks);
            Assert.Equal(list.In(from).Select(hit => hit.Document), Members(from, marks));
        }
    }

    [Fact]
    public void Vectors_find_the_index_that_a_scalar_loop_finds()
    {
        var random = new Random(7);
        for (var count = 0; count <= PostingsFormat.Block; count++)
        {
            var documents = new uint[PostingsFormat.Block];
            Some.Documents(random, count, 3).CopyTo(documents, 0);
            for (var round = 0; round < 50; round++)
            {
                var from = random.Next(count + 1);
                var target = random.Next(count * 8 + 2);
                var expected = from;
                while (expected < count && documents[expected] < target)
                    expected++;
                Assert.Equal(expected, TermCursor.IndexOf(documents, from, count, target));
            }
        }
    }

    private static IEnumerable<int> Members(int from, ulong[] marks) =>
        Enumerable.Range(0, Window.Size).Where(i => (marks[i >> 6] >> i & 1) != 0).Select(i => from + i);

    private sealed class TermList : IDisposable
    {
        private const float Idf = 3;

        private readonly SectionFile _file;
        private readonly FieldWeights _weights;
        private readonly FieldLengths _lengths;
        private readonly BitSet? _members;
        private readonly int _bytes;

        public TermList(int count, int gap, bool withSet, int? only)
        {
            var random = new Random(count + gap);
            var documents = Some.Documents(random, count, gap);
            var size = (int)documents[^1] + 1;
            var frequencies = new FieldFrequencies(2, [1, 0, 0, 1, 3, 2, 9, 0]);
            TextField[] fields = [new("text"), new("heading", 2)];
            float[] averages = [100, 10];
            int[][] lengths = [.. fields.Select(_ => Enumerable.Range(0, size).Select(_ => random.Next(1, 300)).ToArray())];
            uint[] codes = [.. documents.Select(_ => (uint)random.Next(frequencies.Count))];
            _weights = new FieldWeights(frequencies, fields, averages, only);
            // Impacts are those of all fields, whatever a query counts.
            var encoded = new PostingsWriter<PlainLengths>(new FieldWeights(frequencies, fields, averages), new PlainLengths(lengths))
                .Encode(documents, codes).ToArray();
            _bytes = encoded.Length;
            _file = Some.SectionFile(writer =>
            {
                for (var f = 0; f < lengths.Length; f++)
                    IntColumn.Write(writer, SectionKeys.Lengths + (uint)f, [.. lengths[f].Select(length => length + 1)]);
                writer.Begin(SectionKeys.Postings);
                writer.Write(encoded);
                writer.Write(new byte[BitPacking.Overread]);
                writer.End();
            });
            _lengths = new FieldLengths([.. lengths.Select((_, f) => new IntColumn(_file, SectionKeys.Lengths + (uint)f, size))]);
            if (withSet)
            {
                _members = new BitSet(size);
                foreach (var document in documents)
                    _members.Set((int)document);
            }

            var hits = new List<(int, double)>();
            for (var cursor = Cursor(); cursor.Next() != Engine.Cursors.Cursor.End;)
                hits.Add((cursor.Document, cursor.Score()));
            Hits = [.. hits];
            Assert.Equal(
                documents.Where((_, i) => only is not { } field || frequencies[(int)codes[i]][field] > 0).Select(document => (int)document),
                Hits.Select(hit => hit.Document));
            Windows = [.. Enumerable.Range(0, size / Window.Size + 1).Select(window => window * Window.Size)];
        }

        public (int Document, double Score)[] Hits { get; }

        public int[] Windows { get; }

        public IEnumerable<(int Document, double Score)> In(int from) =>
            Hits.Where(hit => hit.Document >= from && hit.Document < from + Window.Size);

        public TermCursor Cursor() =>
            new(new PostingsReader(_file.Open(SectionKeys.Postings), 0, _bytes), _weights, _lengths, Idf, 1, _members);

        public void Dispose() => _file.Dispose();
    }
}
