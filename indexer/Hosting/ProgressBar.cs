using KnowledgeBase.Store.Tasks;
using Spectre.Console;

namespace KnowledgeBase.Indexer.Hosting;

/// <summary>A live bar in a terminal; nothing where the output goes into a file.</summary>
internal static class ProgressBar
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    /// <summary>Shows how far the indexer is until cancelled.</summary>
    public static async Task ShowAsync(IWorkQueue queue, CancellationToken until)
    {
        if (Console.IsErrorRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
            return;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask("indexing");
                while (!until.IsCancellationRequested)
                {
                    var progress = queue.Progress;
                    bar.Description = progress.Paused is null
                        ? $"{progress.Finished}/{progress.Total} files" + (progress.Failed > 0 ? $", {progress.Failed} failed" : "")
                        : "paused: " + Markup.Escape(progress.Paused.Text);
                    bar.MaxValue = Math.Max(1, progress.Total);
                    bar.Value = progress.Finished;
                    await Task.Delay(Every, CancellationToken.None).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
    }
}
