namespace KnowledgeBase.Engine;

/// <summary>What an examination of an index found.</summary>
/// <param name="Generation">The commit that was examined.</param>
/// <param name="Files">Every file that belongs to it.</param>
/// <param name="Damages">Empty when all is well.</param>
public sealed record IndexCheck(
    long Generation,
    int Documents,
    int Groups,
    IReadOnlyList<CheckedFile> Files,
    IReadOnlyList<IndexDamagedException> Damages);

public sealed record CheckedFile(string Name, long Bytes);
