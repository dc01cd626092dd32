namespace KnowledgeBase.Lookups.Collection;

/// <summary>A report that has been read, with its parts of all derivations.</summary>
/// <param name="Segment">With <paramref name="Number"/>, where it stood when it was last seen: there, nothing ever changes.</param>
/// <param name="Fingerprint">Of the record's bytes: the same report elsewhere, as after a merge of segments, need not be read
/// again.</param>
internal sealed record ReportEntry(long Segment, int Number, UInt128 Fingerprint, CollectedReport Report, object[] Parts);
