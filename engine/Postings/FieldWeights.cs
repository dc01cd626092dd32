using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using KnowledgeBase.Engine.Scoring;

namespace KnowledgeBase.Engine.Postings;

/// <summary>Turns a posting's profile and the lengths of its document's fields into tf' of <see cref="Bm25"/>.</summary>
internal sealed class FieldWeights
{
    private const int Several = -1;

    private readonly float[] _weights;
    private readonly float[] _slopes;
    private readonly int[] _field;
    private readonly float[] _weighted;

    /// <param name="averages">The average length of each field.</param>
    /// <param name="only">The one field that counts, or null for all.</param>
    public FieldWeights(Profiles profiles, IReadOnlyList<TextField> fields, ReadOnlySpan<float> averages, int? only = null)
    {
        Profiles = profiles;
        Only = only;
        _weights = new float[fields.Count];
        _slopes = new float[fields.Count];
        for (var f = 0; f < fields.Count; f++)
        {
            _weights[f] = only is null || only == f ? (float)fields[f].Weight : 0;
            _slopes[f] = averages[f] > 0 ? Bm25.B / averages[f] : 0;
        }

        _field = new int[profiles.Count];
        _weighted = new float[profiles.Count];
        for (var p = 0; p < _field.Length; p++)
            (_field[p], _weighted[p]) = Simple(profiles[p]);
    }

    public Profiles Profiles { get; }

    /// <summary>The one field that counts, or null.</summary>
    public int? Only { get; }

    /// <summary>tf' of one posting.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Frequency<TLengths>(TLengths lengths, int document, int profile) where TLengths : ILengths
    {
        var field = _field[profile];
        if (field == Several)
            return Sum(lengths, document, profile);
        return _weighted[profile] / (1 - Bm25.B + lengths.Of(field, document) * _slopes[field]);
    }

    /// <summary>tf' of many postings: the same numbers.</summary>
    public void Frequencies<TLengths>(TLengths lengths, ReadOnlySpan<uint> documents, ReadOnlySpan<uint> profiles, Span<float> to) where TLengths : ILengths
    {
        for (var i = 0; i < documents.Length; i++)
        {
            // Postings of one field mostly come in a row; the column of its lengths is then looked up once.
            var field = _field[profiles[i]];
            if (field == Several)
            {
                to[i] = Sum(lengths, (int)documents[i], (int)profiles[i]);
                continue;
            }

            var end = i + 1;
            while (end < documents.Length && _field[profiles[end]] == field)
                end++;
            lengths.Of(field, documents[i..end], to[i..end]);
            Divide(profiles[i..end], _slopes[field], to[i..end]);
            i = end - 1;
        }
    }

    /// <summary>Turns lengths into tf'. A vector's lanes do what the loop does, operation by operation.</summary>
    private void Divide(ReadOnlySpan<uint> profiles, float slope, Span<float> lengths)
    {
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            Span<float> weighted = stackalloc float[Vector256<float>.Count];
            for (; i + weighted.Length <= lengths.Length; i += weighted.Length)
            {
                for (var lane = 0; lane < weighted.Length; lane++)
                    weighted[lane] = _weighted[profiles[i + lane]];
                var norms = Vector256.Create(1 - Bm25.B) + Vector256.Create<float>(lengths[i..]) * slope;
                (Vector256.Create<float>(weighted) / norms).CopyTo(lengths[i..]);
            }
        }

        for (; i < lengths.Length; i++)
            lengths[i] = _weighted[profiles[i]] / (1 - Bm25.B + lengths[i] * slope);
    }

    private float Sum<TLengths>(TLengths lengths, int document, int profile) where TLengths : ILengths
    {
        var frequencies = Profiles[profile];
        float sum = 0;
        for (var f = 0; f < frequencies.Length; f++)
            if (frequencies[f] > 0 && _weights[f] != 0)
                sum += _weights[f] * frequencies[f] / (1 - Bm25.B + lengths.Of(f, document) * _slopes[f]);
        return sum;
    }

    /// <summary>The only field in which a profile counts, with w·tf there; a profile that counts in none has 0 in the first.</summary>
    private (int Field, float Weighted) Simple(ReadOnlySpan<ushort> frequencies)
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

        return counting > 1 ? (Several, 0) : (field, weighted);
    }
}

/// <summary>The lengths of documents' fields in UTF-16 code units.</summary>
internal interface ILengths
{
    int Of(int field, int document);

    /// <summary>Those of many documents.</summary>
    void Of(int field, ReadOnlySpan<uint> documents, Span<float> to)
    {
        for (var i = 0; i < documents.Length; i++)
            to[i] = Of(field, (int)documents[i]);
    }
}
