using System.Buffers.Binary;
using System.Security.Cryptography;
using KnowledgeBase.Engine;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Collection;

/// <summary>Reads the reports of a snapshot, each once: an entry is used again as long as its report stays as it is.</summary>
internal sealed class ReportReading(IReadOnlyList<Derivation> derivations)
{
    /// <summary>
    /// Beyond so many, shared texts are dropped and gathered anew, so that those of deleted reports do not stay for ever.
    /// </summary>
    private const int MostShared = 1 << 21;

    private readonly Dictionary<string, string> _shared = new(StringComparer.Ordinal);
    private Dictionary<string, ReportEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>All reports of a snapshot in the order of their ids, with the numbers of their first passages.</summary>
    /// <param name="progress">Told how many reports have been read, of how many.</param>
    public (List<ReportEntry> Entries, List<int> Firsts, bool IsPartial) Read(
        Snapshot snapshot, Action<int, int> progress, CancellationToken cancel)
    {
        if (_shared.Count > MostShared)
            _shared.Clear();
        var places = snapshot.GroupPlaces(ReportRecord.KeyPrefix);
        var (entries, firsts) = (new List<ReportEntry>(places.Count), new List<int>(places.Count));
        var isPartial = false;
        foreach (var place in places)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                if (Entry(snapshot, place, cancel) is { } entry && entry.Report.PassageCount == place.Count)
                {
                    // What was read stays known if the work is cancelled.
                    _entries[place.Key] = entry;
                    entries.Add(entry);
                    firsts.Add(place.First);
                }
                else
                {
                    isPartial = true;
                }
            }
            catch (IndexDamagedException)
            {
                // The store states the damage; the other reports are there.
                isPartial = true;
            }

            progress(entries.Count, places.Count);
        }

        _entries = entries.ToDictionary(entry => ReportRecord.KeyOf(entry.Report.Id), StringComparer.Ordinal);
        return (entries, firsts, isPartial);
    }

    private ReportEntry? Entry(Snapshot snapshot, GroupPlace place, CancellationToken cancel)
    {
        var known = _entries.GetValueOrDefault(place.Key);
        if (known is not null && known.Segment == place.Segment && known.Number == place.Number)
            return known;
        if (snapshot.Attachment(place.Key) is not { } bytes)
            return null;
        var fingerprint = BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(bytes.Span));
        if (known is not null && known.Fingerprint == fingerprint)
            return known with { Segment = place.Segment, Number = place.Number };
        var record = ReportRecord.FromBytes(bytes.Span);
        var report = new CollectedReport(record, Share);
        var content = new ReportContent(record, report);
        return new ReportEntry(
            place.Segment, place.Number, fingerprint, report, [.. derivations.Select(derivation => derivation.ReadPart(content, cancel))]);
    }

    /// <summary>Units, sources and headings recur in thousands of reports; each is kept once.</summary>
    private string Share(string text) => _shared.TryGetValue(text, out var known) ? known : _shared[text] = text;
}
