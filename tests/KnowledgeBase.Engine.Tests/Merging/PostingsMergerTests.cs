using KnowledgeBase.Engine.Analysis;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Merging;
using KnowledgeBase.Engine.Postings;
using KnowledgeBase.Engine.Proofs.Faults;
using KnowledgeBase.Engine.Segments;
using static KnowledgeBase.Engine.Tests.Given;

namespace KnowledgeBase.Engine.Tests.Merging;

public sealed class PostingsMergerTests : IDisposable
{
    private const int Seed = 20_261_121;

    private static readonly IndexSchema Fields = new([new TextField("text"), new TextField("heading", 2)], [], []);

    private readonly List<SegmentReader> _segments = [];

    public void Dispose()
    {
        foreach (var segment in _segments)
            segment.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(33)]
    public void Terms_documents_and_frequencies_are_those_of_a_plain_count_of_what_is_left(int segments)
    {
        var random = new Random(Seed + segments);
        var storage = new FaultStorage(new SimulatedDisk(), FaultPlan.None);
        var expected = new SortedDictionary<uint, SortedDictionary<uint, ushort[]>>();
        var sources = new List<MergeSource>();
        var (firstDocument, firstGroup) = (0, 0);
        for (var s = 0; s < segments; s++)
        {
            // Of the second segment nothing is left. Terms of few characters have lists of several blocks.
            var groups = Groups(random, s, units: s % 2 == 0 ? 12 : 2_000);
            var dead = s != 1 && random.Next(3) == 0 ? null : new BitSet(groups.Length);
            var builder = new SegmentBuilder(Fields, new PostingsBuilder(Fields.Texts.Count), new SharedTokens());
            var next = firstDocument;
            for (var g = 0; g < groups.Length; g++)
            {
                builder.Add(groups[g]);
                if (dead is not null && (s == 1 || random.Next(4) == 0))
                {
                    dead.Set(g);
                    continue;
                }

                foreach (var document in groups[g].Documents)
                    Count(expected, (uint)next++, document);
            }

            var (name, _) = builder.Write(storage, s + 1);
            _segments.Add(new SegmentReader(storage, name, Fields));
            sources.Add(new MergeSource(_segments[^1], dead, firstDocument, firstGroup));
            (firstDocument, firstGroup) = (sources[^1].EndDocument, sources[^1].EndGroup);
            Assert.Equal(next, firstDocument);
        }

        var merger = new PostingsMerger([.. sources], Fields.Texts.Count, CancellationToken.None);
        var found = new List<uint>();
        while (merger.Next())
        {
            if (merger.Count == 0)
                continue;
            found.Add(merger.Term);
            Assert.Equal(expected[merger.Term].Keys, merger.Documents.ToArray());
            Assert.Equal(expected[merger.Term].Values, merger.Codes.ToArray().Select(code => merger.FieldFrequencies[(int)code].ToArray()));
        }

        Assert.Equal(expected.Keys, found);
    }

    private static DocumentGroup[] Groups(Random random, int segment, int units) =>
        [.. Enumerable.Range(0, 150).Select(g => Group($"{segment}-{g}", [.. Enumerable.Range(0, random.Next(1, 4))
            .Select(d => Document($"{segment}-{g}-{d}", Text(random, 40, units), random.Next(2) == 0 ? null : Text(random, 8, units)))]))];

    private static string Text(Random random, int length, int units)
    {
        var text = new char[random.Next(length)];
        foreach (ref var unit in text.AsSpan())
            unit = (char)((units > 26 ? '一' : 'a') + random.Next(units));
        return new string(text);
    }

    private static void Count(SortedDictionary<uint, SortedDictionary<uint, ushort[]>> counts, uint number, IndexDocument document)
    {
        for (var field = 0; field < document.Texts.Count; field++)
        {
            var text = document.Texts[field] is { } written ? Folding.Current.Fold(written) : "";
            for (var i = 0; i < text.Length; i++)
            {
                Add(BigramAnalyzer.Unigram(text[i]), field);
                if (i > 0 && !Folding.IsSeparator(text[i - 1]) && !Folding.IsSeparator(text[i]))
                    Add(BigramAnalyzer.Bigram(text[i - 1], text[i]), field);
            }
        }

        void Add(uint term, int field)
        {
            if (!counts.TryGetValue(term, out var postings))
                counts.Add(term, postings = []);
            if (!postings.TryGetValue(number, out var frequencies))
                postings.Add(number, frequencies = new ushort[Fields.Texts.Count]);
            frequencies[field]++;
        }
    }
}
