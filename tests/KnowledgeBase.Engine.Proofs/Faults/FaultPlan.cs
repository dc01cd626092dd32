namespace KnowledgeBase.Engine.Proofs.Faults;

/// <summary>Which call to the disk fails, and how.</summary>
/// <param name="At">The first call that fails, counted from 1; 0 is none.</param>
internal sealed record FaultPlan(int At, Fault Fault, int Calls = 1)
{
    public static FaultPlan None { get; } = new(0, Fault.PowerCut);
}

internal enum Fault
{
    /// <summary>This call and all after it do nothing.</summary>
    PowerCut,

    /// <summary>Calls that need space fail, as many as planned.</summary>
    DiskFull,

    /// <summary>Calls of any kind fail with EIO, as many as planned; a failed sync makes nothing durable.</summary>
    InputOutputError,
}
