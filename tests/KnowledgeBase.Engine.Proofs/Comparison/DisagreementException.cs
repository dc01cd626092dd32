namespace KnowledgeBase.Engine.Proofs.Comparison;

/// <summary>The engine and the plain scan differ.</summary>
public sealed class DisagreementException(string message) : Exception(message);
