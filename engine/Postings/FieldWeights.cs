using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using KnowledgeBase.Engine.Scoring;

namespace KnowledgeBase.Engine.Postings;

/// <summary>Turns a posting's field frequencies and the lengths of its document's fields into tf' of <see cref="Bm25"/>.</summary>
internal sealed class FieldWeights
{
    private const int MultipleFields = -1;

    private readonly float[] _weights;
    private readonly float[] _slopes;
    private readonly int[] _fieldOfCode;
    private readonly float[] _weightedFrequencyOfCode;

    /// <param name="averages">The average length of each field.</param>
    /// <param name="only">The one field that is scored, or null for all.</param>
    public FieldWeights(FieldFrequencies frequencies, IReadOnlyList<TextField> fields, ReadOnlySpan<float> averages, int? only = null)
    {
        FieldFrequencies = frequencies;
        OnlyField = only;
        _weights = new float[fields.Count];
        _slopes = new float[fields.Count];
        for (var f = 0; f < fields.Count; f++)
        {
            _weights[f] = only is null || only == f ? (float)fields[f].Weight : 0;
            _slopes[f] = averages[f] > 0 ? Bm25.B / averages[f] : 0;
        }

        _fieldOfCode = new int[frequencies.Count];
        _weightedFrequencyOfCode = new float[frequencies.Count];
        for (var p = 0; p < _fieldOfCode.Length; p++)
            (_fieldOfCode[p], _weightedFrequencyOfCode[p]) = SingleField(frequencies[p]);
    }

    public FieldFrequencies FieldFrequencies { get; }

    /// <summary>The one field that is scored, or null.</summary>
    public int? OnlyField { get; }

    /// <summary>tf' of one posting.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float WeightedFrequency<TLengths>(TLengths lengths, int document, int code) where TLengths : IFieldLengths
    {
        var field = _fieldOfCode[code];
        if (field == MultipleFields)
            return Sum(lengths, document, code);
        return _weightedFrequencyOfCode[code] / (1 - Bm25.B + lengths.Of(field, document) * _slopes[field]);
    }

    /// <summary>tf' of many postings, with the same results as <see cref="WeightedFrequency"/>.</summary>
    public void WeightedFrequencies<TLengths>(
        TLengths lengths,
        ReadOnlySpan<uint> documents,
        ReadOnlySpan<uint> codes,
        Span<float> to) where TLengths : IFieldLengths
    {
        for (var i = 0; i < documents.Length; i++)
        {
            // Consecutive postings are mostly of one field; its column of lengths is then looked up once.
            var field = _fieldOfCode[codes[i]];
            if (field == MultipleFields)
            {
                to[i] = Sum(lengths, (int)documents[i], (int)codes[i]);
                continue;
            }

            var end = i + 1;
            while (end < documents.Length && _fieldOfCode[codes[end]] == field)
                end++;
            lengths.Of(field, documents[i..end], to[i..end]);
            Divide(codes[i..end], _slopes[field], to[i..end]);
            i = end - 1;
        }
    }

    /// <summary>Turns lengths into tf'. Vectors compute the same operations as the scalar loop, so results are equal.</summary>
    private void Divide(ReadOnlySpan<uint> codes, float slope, Span<float> lengths)
    {
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            Span<float> weighted = stackalloc float[Vector256<float>.Count];
            for (; i + weighted.Length <= lengths.Length; i += weighted.Length)
            {
                for (var lane = 0; lane < weighted.Length; lane++)
                    weighted[lane] = _weightedFrequencyOfCode[codes[i + lane]];
                var norms = Vector256.Create(1 - Bm25.B) + Vector256.Create<float>(lengths[i..]) * slope;
                (Vector256.Create<float>(weighted) / norms).CopyTo(lengths[i..]);
            }
        }

        for (; i < lengths.Length; i++)
            lengths[i] = _weightedFrequencyOfCode[codes[i]] / (1 - Bm25.B + lengths[i] * slope);
    }

    private float Sum<TLengths>(TLengths lengths, int document, int code) where TLengths : IFieldLengths
    {
        var frequencies = FieldFrequencies[code];
        float sum = 0;
        for (var f = 0; f < frequencies.Length; f++)
            if (frequencies[f] > 0 && _weights[f] != 0)
                sum += _weights[f] * frequencies[f] / (1 - Bm25.B + lengths.Of(f, document) * _slopes[f]);
        return sum;
    }

    /// <summary>The only field with a frequency that counts, and w·tf there; field 0 and 0 where there is none.</summary>
    private (int Field, float Weighted) SingleField(ReadOnlySpan<ushort> frequencies)
    {
        var field = 0;
        float weighted = 0;
        var counting = 0;
        for (var f = 0; f < frequencies.Length; f++)
        {
            if (frequencies[f] == 0 || _weights[f] == 0)
                continue;
            (field, weighted) = (f, _weights[f] * frequencies[f]);
            counting++;
        }

        return counting > 1 ? (MultipleFields, 0) : (field, weighted);
    }
}

/// <summary>The lengths of documents' fields in UTF-16 code units.</summary>
internal interface IFieldLengths
{
    int Of(int field, int document);

    /// <summary>Those of many documents.</summary>
    void Of(int field, ReadOnlySpan<uint> documents, Span<float> to)
    {
        for (var i = 0; i < documents.Length; i++)
            to[i] = Of(field, (int)documents[i]);
    }
}
