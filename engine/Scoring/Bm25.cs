using System.Runtime.Intrinsics;

namespace KnowledgeBase.Engine.Scoring;

/// <summary>
/// BM25F (Robertson, Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond", section 3.5).
/// <code>
/// score(d, q)  = Σ over the query's distinct terms t:  idf(t) · tf'(t, d) / (k1 + tf'(t, d))
/// tf'(t, d)    = Σ over the fields f:  w_f · tf_f(t, d) / (1 − b + b · len_f(d) / avglen_f)
/// idf(t)       = ln(1 + (N − df(t) + 0.5) / (df(t) + 0.5))
/// </code>
/// <list type="bullet">
/// <item>N: live documents of the snapshot. df(t): live documents that contain t in at least one field, also when the query names
/// one.</item>
/// <item>tf_f(t, d): occurrences of t in the folded field f, overlapping ones counted, never more than <see cref="MaxFrequency"/>.</item>
/// <item>len_f(d): UTF-16 code units of the field. avglen_f: the sum of len_f over the live documents, divided by the number of live
/// documents in which len_f is above zero.</item>
/// <item>A query that names a field counts that field alone in tf'.</item>
/// <item>Phrase and Exact score the sum over the terms of their text; Like over the terms it selected, each once.</item>
/// <item>And sums its clauses, Or those of its clauses that match; Not, Where and Everything score 0. A term in two clauses counts in
/// each.</item>
/// <item>A term's score is a 32-bit float; sums are computed in 64 bits and rounded to 32 at the end, so the order of summing does not show
/// in
/// a result. Hits are ordered by the rounded score, descending, then by document number, which is the order in which documents were
/// added.</item>
/// </list>
/// </summary>
internal static class Bm25
{
    public const float K1 = 1.2f;
    public const float B = 0.75f;

    /// <summary>Occurrences beyond this in one field count no more.</summary>
    public const int MaxFrequency = 65_535;

    public static float Idf(long documents, long documentFrequency) =>
        (float)Math.Log(1 + (documents - documentFrequency + 0.5) / (documentFrequency + 0.5));

    /// <summary>1 − b + b · length / average, the divisor of a field's frequency.</summary>
    public static float Norm(int length, float average) => 1 - B + B * length / average;

    /// <summary>A term's score from its weighted frequency tf'.</summary>
    public static float Score(float idf, float frequency) => idf * (frequency / (K1 + frequency));

    /// <summary>The scores of many: the same numbers, written over the frequencies.</summary>
    public static void Scores(float idf, Span<float> frequencies)
    {
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
            for (; i + Vector256<float>.Count <= frequencies.Length; i += Vector256<float>.Count)
            {
                var frequency = Vector256.Create<float>(frequencies[i..]);
                (idf * (frequency / (Vector256.Create(K1) + frequency))).CopyTo(frequencies[i..]);
            }

        for (; i < frequencies.Length; i++)
            frequencies[i] = Score(idf, frequencies[i]);
    }
}
