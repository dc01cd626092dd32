namespace KnowledgeBase.SearchApi.Search;

/// <summary>How a query line is understood.</summary>
/// <param name="Parsed">The line in one spelling.</param>
/// <param name="Notes">What was not understood, with its place in the line.</param>
/// <param name="Words">The bare words, with what else they may be called.</param>
/// <param name="Filters">Words that name filters, each as a field of the query line.</param>
public sealed record AnalyzeResponse(
    string Query, string Parsed, IReadOnlyList<AnalyzedNote> Notes,
        IReadOnlyList<AnalyzedText> Words, IReadOnlyList<AnalyzedFilter> Filters);

/// <param name="Start">In UTF-16 code units.</param>
public sealed record AnalyzedNote(string Code, int Start, int Length, string Message);

/// <param name="Variants">The text with other wordings in it.</param>
/// <param name="Words">What it is made of.</param>
public sealed record AnalyzedText(string Text, IReadOnlyList<string> Variants, IReadOnlyList<AnalyzedWord> Words);

public sealed record AnalyzedWord(string Text, IReadOnlyList<string> Others);

public sealed record AnalyzedFilter(string Word, IReadOnlyList<string> Filters);

/// <param name="Results">In the order of the searches.</param>
public sealed record MultiSearchResponse(IReadOnlyList<SearchResponse> Results);
