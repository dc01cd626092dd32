namespace KnowledgeBase.Engine.Proofs.Faults;

/// <summary>The machine is off: no call reaches the disk any more.</summary>
internal sealed class PowerCutException() : IOException("the power is cut");
