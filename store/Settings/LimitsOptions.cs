using System.ComponentModel.DataAnnotations;

namespace KnowledgeBase.Store.Settings;

/// <summary>How much one caller, and all together, may ask of the server. Section <c>Limits</c>.</summary>
public sealed class LimitsOptions
{
    /// <summary>Requests a second of one key, proxy user or address, on average.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerSecond { get; init; } = 1000;

    /// <summary>Requests of one caller at once, above the average.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; init; } = 2000;

    /// <summary>Searches that run side by side; 0: one a processor.</summary>
    [Range(0, 1024)]
    public int SearchesAtOnce { get; init; }

    /// <summary>Searches that wait for their turn; more are refused at once.</summary>
    [Range(0, 10_000)]
    public int SearchQueue { get; init; } = 32;

    /// <summary>Uploads that are taken side by side.</summary>
    [Range(1, 1024)]
    public int UploadsAtOnce { get; init; } = 4;

    /// <summary>Uploads that wait for their turn; more are refused at once.</summary>
    [Range(0, 10_000)]
    public int UploadQueue { get; init; } = 16;
}
