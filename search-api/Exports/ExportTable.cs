namespace KnowledgeBase.SearchApi.Exports;

/// <summary>A list as a table: a sheet of a workbook, a section of a document.</summary>
/// <param name="Name">Its title.</param>
/// <param name="Columns">The names of its columns.</param>
/// <param name="Rows">Read once, one after another.</param>
public sealed record ExportTable(string Name, IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<string>> Rows);
