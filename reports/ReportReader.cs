namespace KnowledgeBase.Reports;

/// <summary>The way from a raw file to its reports: reading, cleaning, structuring.</summary>
public sealed class ReportReader(ReadingOptions? options = null)
{
    public ReadingOptions Options { get; } = options ?? new();

    /// <summary>What one raw file says.</summary>
    /// <param name="name">The file's name without a folder: evidence for facts and for notes, never opened.</param>
    /// <param name="bytes">The whole file.</param>
    public Reading Read(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancel = default) => throw new NotImplementedException();
}

/// <summary>Limits of reading.</summary>
public sealed record ReadingOptions
{
    /// <summary>Bytes of a raw file; a longer one is refused as too-large.</summary>
    public long MaxFileBytes { get; init; } = 64 << 20;

    /// <summary>Bytes that a packed file may inflate to, all entries together, counted while inflating.</summary>
    public long MaxInflatedBytes { get; init; } = 256 << 20;
}
