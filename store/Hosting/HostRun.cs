using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KnowledgeBase.Store.Hosting;

/// <summary>Runs a host and tells whether it ended because it was asked to.</summary>
public static class HostRun
{
    /// <summary>Runs a host until it stops; false where a service ended by an exception, which stops the host as a request would.</summary>
    public static async Task<bool> ToEndAsync(IHost host, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(host);

        // When the run has ended the host has disposed of its services, and nobody can be asked for them.
        var services = host.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
        try
        {
            await host.RunAsync(cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Stopped, or a service ended, while others were still starting.
            return !HasFailed();
        }

        return !HasFailed();

        bool HasFailed() => services.Exists(service => service.ExecuteTask is { IsFaulted: true });
    }
}
