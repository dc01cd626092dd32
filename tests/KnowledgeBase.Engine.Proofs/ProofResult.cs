namespace KnowledgeBase.Engine.Proofs;

/// <summary>A proof that held.</summary>
/// <param name="Cases">How many single comparisons it made.</param>
/// <param name="Meaning">What each of them was.</param>
public sealed record ProofResult(string Proof, long Cases, ulong Seed, string Meaning)
{
    public override string ToString() => $"{Proof}: {Cases} {Meaning}, seed {Seed}";
}
