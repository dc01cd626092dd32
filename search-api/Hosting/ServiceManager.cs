using System.Net.Sockets;
using System.Text;

namespace KnowledgeBase.SearchApi.Hosting;

/// <summary>
/// Tells systemd when the server listens and when it ends, by one datagram each to the socket that <c>NOTIFY_SOCKET</c> names
/// (sd_notify(3)). Without the variable there is nobody to tell.
/// </summary>
internal sealed partial class ServiceManager(IHostApplicationLifetime lifetime, ILogger<ServiceManager> log) : IHostedService
{
    public const string Variable = "NOTIFY_SOCKET";

    private static readonly byte[] Ready = "READY=1"u8.ToArray();
    private static readonly byte[] Stopping = "STOPPING=1"u8.ToArray();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 1 } address)
            return Task.CompletedTask;
        lifetime.ApplicationStarted.Register(() => Tell(address, Ready));
        lifetime.ApplicationStopping.Register(() => Tell(address, Stopping));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A server that cannot say that it is ready is one all the same.</summary>
    private void Tell(string address, byte[] state)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

            // An address that begins with '@' is in the abstract namespace, where the first byte is zero.
            socket.SendTo(state, new UnixDomainSocketEndPoint(address[0] == '@' ? "\0" + address[1..] : address));
        }
        catch (Exception e) when (e is SocketException or ArgumentException or PlatformNotSupportedException)
        {
            NotTold(Encoding.ASCII.GetString(state), address, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{state} cannot be sent to {address}: {reason}")]
    private partial void NotTold(string state, string address, string reason);
}
