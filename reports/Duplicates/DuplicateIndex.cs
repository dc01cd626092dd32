namespace KnowledgeBase.Reports.Duplicates;

/// <summary>
/// Finds, for a signature, those among many that may be near-duplicates, without comparing it with each. It holds about
/// one kilobyte for each signature. Not safe for several threads at once.
/// </summary>
public sealed class DuplicateIndex
{
    private readonly Dictionary<string, byte[]> _signatures = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, List<string>>[] _bands =
        [.. Enumerable.Range(0, MinHash.Bands).Select(_ => new Dictionary<ulong, List<string>>())];

    /// <summary>The number of signatures.</summary>
    /// <summary>How many texts the index holds.</summary>
    public int Count => _signatures.Count;

    /// <summary>Adds a signature, or puts it in place of the one that the id had.</summary>
    /// <param name="signature">As <see cref="NearDuplicates.Signature"/> made it; one of another version is kept but has no
    /// candidates.</param>
    public void Add(string id, ReadOnlySpan<byte> signature)
    {
        Remove(id);
        var kept = signature.ToArray();
        _signatures.Add(id, kept);
        if (!MinHash.HasValues(kept))
            return;
        for (var band = 0; band < MinHash.Bands; band++)
        {
            var key = MinHash.Band(kept, band);
            if (_bands[band].TryGetValue(key, out var ids))
                ids.Add(id);
            else
                _bands[band].Add(key, [id]);
        }
    }

    /// <summary>Whether there was one.</summary>
    public bool Remove(string id)
    {
        if (!_signatures.Remove(id, out var signature))
            return false;
        if (!MinHash.HasValues(signature))
            return true;
        for (var band = 0; band < MinHash.Bands; band++)
        {
            var key = MinHash.Band(signature, band);
            var ids = _bands[band][key];
            ids.Remove(id);
            if (ids.Count == 0)
                _bands[band].Remove(key);
        }

        return true;
    }

    /// <summary>
    /// The ids whose signatures share a band with this one, the likeliest first, ties in ordinal order of the ids. They are
    /// candidates: <see cref="NearDuplicates.Compare"/> decides on the texts.
    /// </summary>
    public IReadOnlyList<DuplicateCandidate> Candidates(ReadOnlySpan<byte> signature)
    {
        if (!MinHash.HasValues(signature))
            return [];
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var band = 0; band < MinHash.Bands; band++)
        {
            if (_bands[band].TryGetValue(MinHash.Band(signature, band), out var ids))
                found.UnionWith(ids);
        }

        var candidates = new List<DuplicateCandidate>(found.Count);
        foreach (var id in found)
            candidates.Add(new(id, MinHash.Estimate(signature, _signatures[id])));
        candidates.Sort((a, b) =>
            b.Estimate.CompareTo(a.Estimate) is var order and not 0 ? order : string.CompareOrdinal(a.Id, b.Id));
        return candidates;
    }
}

/// <summary>A text that may be a near-duplicate.</summary>
/// <param name="Estimate">Of the Jaccard similarity, give or take 0.04.</param>
public readonly record struct DuplicateCandidate(string Id, double Estimate);
