using System.Text;
using KnowledgeBase.Engine.Analysis;
using KnowledgeBase.Engine.Commits;
using KnowledgeBase.Engine.Postings;
using KnowledgeBase.Engine.Segments;
using KnowledgeBase.Engine.Signatures;

namespace KnowledgeBase.Engine.Checking;

/// <summary>The rules of one segment: every page's checksum, and the agreement of its structures.</summary>
internal static class SegmentChecker
{
    public static List<IndexDamagedException> Run(SegmentReader segment, SegmentState state, IndexSchema schema, CancellationToken cancel)
    {
        var damages = new List<IndexDamagedException>();
        for (var page = 0; page < segment.File.Pages; page++)
        {
            cancel.ThrowIfCancellationRequested();
            Try(() => segment.File.Verify(page));
        }

        if (damages.Count > 0)
            return damages;
        Try(() => CheckTotals(segment, state, schema));
        Try(() => CheckKeys(segment, state, cancel));
        Try(() => CheckPostings(segment, schema, cancel));
        Try(() => CheckSignatures(segment, cancel));
        return damages;

        void Try(Action check)
        {
            try
            {
                check();
            }
            catch (IndexDamagedException e)
            {
                damages.Add(e);
            }
            catch (Exception e) when (e is InvalidDataException or ArgumentOutOfRangeException
                or IndexOutOfRangeException or OverflowException)
            {
                damages.Add(segment.File.Damage(0, $"structures that agree expected, found: {e.Message}"));
            }
        }
    }

    private static void CheckTotals(SegmentReader segment, SegmentState state, IndexSchema schema)
    {
        var (all, live) = (new FieldStatistics(schema.Texts.Count), new FieldStatistics(schema.Texts.Count));
        var liveDocuments = 0;
        for (var d = 0; d < segment.Documents; d++)
        {
            var dead = state.DeadDocuments is { } deadDocuments && deadDocuments[d];
            var groupDead = state.DeadGroups is { } deadGroups && deadGroups[segment.GroupOf(d)];
            Expect(segment, dead == groupDead, $"document {d} and its group both deleted or both live");
            liveDocuments += dead ? 0 : 1;
            var length = 0L;
            for (var f = 0; f < schema.Texts.Count; f++)
            {
                var units = segment.Lengths.Of(f, d);
                length += units;
                all.Add(f, units);
                if (!dead)
                    live.Add(f, units);
            }

            Expect(segment, length == segment.Units(d).Length, $"document {d} with {length} code units of text");
            foreach (var column in segment.Keywords)
                Expect(segment, column.Ordinals[d] <= column.Count, $"a keyword of document {d} among the {column.Count} values");
            foreach (var column in segment.Numbers)
                Expect(segment, column.Ordinals[d] <= column.Count, $"a number of document {d} among the {column.Count} values");
        }

        Expect(segment, Same(all, segment.Info.Fields), "the recorded totals of lengths");
        Expect(segment, Same(live, state.Live) && liveDocuments == state.LiveDocuments, "the manifest's totals of live documents");
    }

    private static void CheckKeys(SegmentReader segment, SegmentState state, CancellationToken cancel)
    {
        for (var d = 0; d < segment.Documents; d++)
        {
            if (state.DeadDocuments?[d] == true)
                continue;
            var found = segment.FindDocument(segment.Ids[d], state.DeadDocuments);
            Expect(segment, found == d, $"document {d} to be found by its id '{Encoding.UTF8.GetString(segment.Ids[d])}'");
        }

        cancel.ThrowIfCancellationRequested();
        var seen = new bool[segment.Groups];
        string? previous = null;
        for (var position = 0; position < segment.Groups; position++)
        {
            var group = segment.GroupInKeyOrder(position);
            var key = segment.GroupKey(group);
            var isNext = !seen[group] && string.CompareOrdinal(previous, key) < 0;
            Expect(segment, isNext, $"the groups once each in the order of their keys, at '{key}'");
            Expect(segment, segment.GroupStart(group) <= segment.GroupStart(group + 1), $"the group '{key}' to end after its start");
            seen[group] = true;
            previous = key;
        }

        var covered = segment.GroupStart(0) == 0 && segment.GroupStart(segment.Groups) == segment.Documents;
        Expect(segment, covered, "the groups to cover the documents");
    }

    /// <summary>Reads every list, and compares the terms of every text with them by a sum that each posting changes.</summary>
    private static void CheckPostings(SegmentReader segment, IndexSchema schema, CancellationToken cancel)
    {
        var expected = new long[segment.Documents];
        var terms = segment.Terms.Enumerate();
        Span<uint> documents = stackalloc uint[PostingsFormat.Block];
        Span<uint> codes = stackalloc uint[PostingsFormat.Block];
        var steps = 0;
        while (terms.Next())
        {
            if ((++steps & 1023) == 0)
                cancel.ThrowIfCancellationRequested();
            var postings = new PostingsReader(segment.PostingsBytes, terms.Offset, terms.Length);
            var previous = -1;
            for (var block = 0; block < postings.BlockCount; block++)
            {
                var count = postings.ReadDocuments(block, documents);
                postings.ReadCodes(block, codes);
                for (var i = 0; i < count; i++)
                {
                    var document = (int)documents[i];
                    var isValid = document > previous && document < segment.Documents && codes[i] < segment.FieldFrequencies.Count;
                    Expect(segment, isValid, $"ascending documents and known frequency codes of '{BigramAnalyzer.TermText(terms.Term)}'");
                    previous = document;
                    var frequencies = segment.FieldFrequencies[(int)codes[i]];
                    for (var f = 0; f < frequencies.Length; f++)
                        expected[document] += frequencies[f] * Weight(terms.Term, f);
                }
            }
        }

        for (var d = 0; d < segment.Documents; d++)
        {
            if ((d & 1023) == 0)
                cancel.ThrowIfCancellationRequested();
            for (var f = 0; f < schema.Texts.Count; f++)
                if (segment.TryText(d, f, out var text))
                    expected[d] -= Sum(text, f, segment.Folding);
            Expect(segment, expected[d] == 0, $"postings of document {d} that its text has");
        }
    }

    private static void CheckSignatures(SegmentReader segment, CancellationToken cancel)
    {
        if (segment.Signatures is not { } signatures)
            return;
        Span<ushort> expected = stackalloc ushort[Signature.Length];
        for (var d = 0; d < segment.Documents; d++)
        {
            if ((d & 1023) == 0)
                cancel.ThrowIfCancellationRequested();
            segment.TryText(d, SegmentFormat.SignedField, out var text);
            var masked = new char[text.Length];
            Signature.Write(masked.AsSpan(0, MaskedText.Write(text, masked)), expected);
            Expect(segment, signatures[d].SequenceEqual(expected), $"the signature of document {d} that its text has");
        }
    }

    private static long Sum(ReadOnlySpan<char> text, int field, Folding folding)
    {
        var counts = new Dictionary<uint, int>();
        for (var i = 0; i < text.Length; i++)
        {
            var unit = folding.Fold(text[i]);
            Count(BigramAnalyzer.Unigram(unit));
            if (i + 1 < text.Length && folding.Fold(text[i + 1]) is var next && !Folding.IsSeparator(unit) && !Folding.IsSeparator(next))
                Count(BigramAnalyzer.Bigram(unit, next));
        }

        return counts.Sum(entry => Math.Min(entry.Value, Scoring.Bm25.MaxFrequency) * Weight(entry.Key, field));

        void Count(uint term) => counts[term] = counts.GetValueOrDefault(term) + 1;
    }

    private static long Weight(uint term, int field) => (long)(((term ^ (ulong)field << 40) * 0x9E3779B97F4A7C15UL) >> 32);

    private static bool Same(FieldStatistics a, FieldStatistics b) =>
        a.Lengths.AsSpan().SequenceEqual(b.Lengths) && a.DocumentCounts.AsSpan().SequenceEqual(b.DocumentCounts);

    private static void Expect(SegmentReader segment, bool holds, string what)
    {
        if (!holds)
            throw segment.File.Damage(0, $"{what} expected");
    }
}
