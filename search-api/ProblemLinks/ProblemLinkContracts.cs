using KnowledgeBase.SearchApi.ProblemGroups;

namespace KnowledgeBase.SearchApi.ProblemLinks;

/// <summary>A problem with its cause and the measure against it, as one report has them.</summary>
/// <param name="Problem">Exactly as it stands in the report.</param>
/// <param name="ProblemId">Its group in the problem ledger.</param>
/// <param name="Cause">Null where the report says nothing of it.</param>
/// <param name="Measure">Null where the report says nothing of it.</param>
public sealed record ProblemLink(ProblemHit Problem, string ProblemId, LinkedPart? Cause, LinkedPart? Measure);

/// <summary>A cause or measure, and why it belongs to the problem.</summary>
/// <param name="Id">The passage that holds it.</param>
/// <param name="Text">Exactly as it stands there.</param>
/// <param name="Start">Offset of the text in the passage's text, in UTF-16 code units.</param>
/// <param name="Length">In UTF-16 code units.</param>
/// <param name="Heading">Its heading or first clause.</param>
/// <param name="By">
/// text: the problem's own text says so; number: both stand at the same place of lists side by side; words: both speak of the same.
/// </param>
/// <param name="Place">By number, its place in its list, from 1.</param>
/// <param name="Words">Words that both have, the most telling first.</param>
/// <param name="Similarity">Of their words, 0 to 1.</param>
/// <param name="Url">Where it stands.</param>
public sealed record LinkedPart(
    string Id, string Text, int Start, int Length, string Heading,
    string By, int? Place, IReadOnlyList<string> Words, double Similarity, string Url);
