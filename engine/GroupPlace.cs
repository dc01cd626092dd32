namespace KnowledgeBase.Engine;

/// <summary>Where a snapshot has a group.</summary>
/// <param name="Key">The group's key.</param>
/// <param name="Segment">The number of the segment that holds it.</param>
/// <param name="Number">The group's number in that segment. Segments never change and no number is used twice: a group of the same
/// segment and number has the same content in every snapshot of the index.</param>
/// <param name="First">The number of its first document in the snapshot.</param>
/// <param name="Count">How many documents it has.</param>
public readonly record struct GroupPlace(string Key, long Segment, int Number, int First, int Count);
