using KnowledgeBase.Store.Hosting;

namespace KnowledgeBase.Indexer.CommandLine;

/// <summary>Where exceptions become one clear line and an exit code.</summary>
internal static class ExitCodes
{
    public const int Failed = 1;

    /// <summary>Runs a program's body. What a user can mend ends in one line; anything else is a defect and keeps its trace.</summary>
    public static async Task<int> RunAsync(Func<Task<int>> body)
    {
        try
        {
            return await body().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
        catch (Exception e) when (StartupErrors.Explain(e) is { } line)
        {
            await Console.Error.WriteLineAsync("error: " + line).ConfigureAwait(false);
            return Failed;
        }
    }
}
