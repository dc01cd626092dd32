using KnowledgeBase.SearchApi.QueryLines;

namespace KnowledgeBase.SearchApi.Offers;

/// <summary>A word of a line that names a value of a field.</summary>
/// <param name="Text">As typed.</param>
/// <param name="Values">What it may mean, the likeliest first.</param>
internal sealed record FilterWord(string Text, IReadOnlyList<QueryNode.Field> Values);
