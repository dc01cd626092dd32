namespace KnowledgeBase.Store.Durability;

/// <summary>
/// Small texts that all processes of the product have in common where a server keeps them: keys, refusals, the wish to purge. The files
/// beside the index are then copies of them, which every process keeps up to date, so that nothing waits for the server to look at one.
/// </summary>
public interface ISharedTexts
{
    /// <summary>
    /// Changes a text, for good before this returns; one process changes it at a time. Throws where the server cannot be reached, and
    /// nothing has changed then.
    /// </summary>
    /// <param name="name">Which.</param>
    /// <param name="change">Given the text as it is, empty where there is none, returns the one to keep.</param>
    /// <returns>The text that is kept now.</returns>
    string Change(string name, Func<string, string> change);
}
