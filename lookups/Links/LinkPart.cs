namespace KnowledgeBase.Lookups.Links;

/// <summary>A problem, cause or measure of a report, as it is compared with others.</summary>
/// <param name="Passage">The number of its passage in the report, from 0.</param>
/// <param name="Start">Offset in the passage's text, in UTF-16 code units.</param>
/// <param name="Length">Of the part in the passage's text.</param>
/// <param name="Order">Its place in the list of its section, from 0; the points of one heading have one place.</param>
/// <param name="Head">Its heading or first clause; counts double.</param>
/// <param name="Text">Exactly as written.</param>
public sealed record LinkPart(int Passage, int Start, int Length, int Order, string Head, string Text);
