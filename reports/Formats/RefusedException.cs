namespace KnowledgeBase.Reports.Formats;

/// <summary>
/// Ends the reading of a file from inside a stream or a tree walk; <see cref="Decoder"/> turns it into a
/// <see cref="ReadingFailure"/>, and nothing outside this folder sees it.
/// </summary>
internal sealed class RefusedException(string code, string message, bool retry = false) : Exception(message)
{
    public ReadingFailure Failure { get; } = new(code, message, retry);
}
