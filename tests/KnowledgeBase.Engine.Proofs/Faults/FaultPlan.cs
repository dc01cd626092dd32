namespace KnowledgeBase.Engine.Proofs.Faults;

/// <summary>Which call to the disk goes wrong, and how.</summary>
/// <param name="At">The first call that fails, counted from 1; 0 is none.</param>
internal sealed record FaultPlan(int At, Fault Fault, int Calls = 1)
{
    public static FaultPlan None { get; } = new(0, Fault.PowerCut);
}

internal enum Fault
{
    /// <summary>This call and all after it do nothing.</summary>
    PowerCut,

    /// <summary>So many calls that need space find none.</summary>
    DiskFull,

    /// <summary>So many calls of any kind fail with EIO; of a failed sync nothing is kept.</summary>
    InputOutputError,
}
