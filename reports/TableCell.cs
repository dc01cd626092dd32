namespace KnowledgeBase.Reports;

/// <summary>A cell of a table's row.</summary>
/// <param name="Column">The name of its column; null where the table names none.</param>
/// <param name="Text">What it holds.</param>
public sealed record TableCell(string? Column, string Text);
