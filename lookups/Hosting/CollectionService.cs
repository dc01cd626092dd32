using System.Diagnostics;
using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Collection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KnowledgeBase.Lookups.Hosting;

/// <summary>Keeps the collection up to date while the host runs.</summary>
internal sealed partial class CollectionService(ReportCollection collection, TimeProvider clock, ILogger<CollectionService> log)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>An update is followed by so many times its own duration without one, so that an import keeps most of the machine.</summary>
    private const int Rest = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? reported = null;
        while (true)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                await Task.Run(() => collection.Update(stoppingToken), stoppingToken).ConfigureAwait(false);
                reported = null;
            }
            catch (Exception e) when (e is IndexException or IOException)
            {
                // The same reason is stated once, and damage by the store.
                if (reported != e.Message && e is not IndexDamagedException)
                    NotFollowing(e.Message);
                reported = e.Message;
            }
            catch (Exception e) when (e is not OperationCanceledException && !stoppingToken.IsCancellationRequested)
            {
                // Look-ups serve what they had; searching goes on.
                if (reported != e.Message)
                    Failed(e);
                reported = e.Message;
            }

            var rest = Rest * Stopwatch.GetElapsedTime(began);
            await Task.Delay(rest > Interval ? rest : Interval, clock, stoppingToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Look-ups do not follow the index: {reason}")]
    private partial void NotFollowing(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Look-ups could not be computed; they answer from what was there before.")]
    private partial void Failed(Exception exception);
}
