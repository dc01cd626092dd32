namespace KnowledgeBase.Engine;

/// <summary>What an examination of an index found.</summary>
/// <param name="Generation">The commit that was examined.</param>
/// <param name="Documents">Documents of it, deleted ones included.</param>
/// <param name="Groups">Groups of it, deleted ones included.</param>
/// <param name="Files">Every file that belongs to it.</param>
/// <param name="Damages">Empty when all is well.</param>
public sealed record IndexCheck(
    long Generation,
    int Documents,
    int Groups,
    IReadOnlyList<CheckedFile> Files,
    IReadOnlyList<IndexDamagedException> Damages);

/// <summary>A file that an examination has read.</summary>
/// <param name="Name">Its name in the index's folder.</param>
/// <param name="Bytes">Its length.</param>
public sealed record CheckedFile(string Name, long Bytes);
