namespace KnowledgeBase.Engine;

/// <summary>
/// One searchable document. The lists follow the order of the <see cref="IndexSchema"/>; a shorter list leaves the remaining fields without
/// a value.
/// </summary>
public sealed record IndexDocument
{
    /// <summary>Unique in the index, at most 512 UTF-8 bytes.</summary>
    public required string Id { get; init; }

    /// <summary>The values of the text fields, which are searched by their words; null is no value.</summary>
    public IReadOnlyList<string?> Texts { get; init; } = [];

    /// <summary>The values of the keyword fields, which are compared as a whole; null is no value.</summary>
    public IReadOnlyList<string?> Keywords { get; init; } = [];

    /// <summary>The values of the number fields; null is no value.</summary>
    public IReadOnlyList<int?> Numbers { get; init; } = [];

    /// <summary>Bytes that come back with a hit and mean nothing to the index.</summary>
    public ReadOnlyMemory<byte> Stored { get; init; }
}

/// <summary>
/// Documents that are added and deleted together under one key, with an attachment. A group may have no documents; it is then a durable
/// key-value record.
/// </summary>
public sealed record DocumentGroup
{
    /// <summary>Unique in the index, at most 1,024 UTF-8 bytes. Putting a key again replaces the whole group.</summary>
    public required string Key { get; init; }

    /// <summary>Bytes that belong to the key and mean nothing to the index.</summary>
    public ReadOnlyMemory<byte> Attachment { get; init; }

    /// <summary>The documents, which are numbered in this order.</summary>
    public IReadOnlyList<IndexDocument> Documents { get; init; } = [];
}
