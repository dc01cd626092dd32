using System.Net;
using System.Net.Sockets;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.SearchApi.SavedSearches;

/// <summary>
/// Which addresses webhooks may reach. A name is judged by the address that is connected to, at the moment of connecting: what it resolved
/// to earlier says nothing.
/// </summary>
public sealed class WebhookTargets
{
    private const int LongestUrl = 1000;
    private const string Public = "public";

    /// <summary>What is not the internet at large: private, shared, local, reserved, for documentation, multicast.</summary>
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>The part of IPv6 that is handed out.</summary>
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    private readonly bool _isPublicAllowed;
    private readonly List<IPNetwork> _networks = [];

    /// <exception cref="OptionsValidationException">A network has no meaning.</exception>
    public WebhookTargets(IOptions<WebhookOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (var written in options.Value.Networks.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (written == Public)
                _isPublicAllowed = true;
            else if (IPNetwork.TryParse(written, out var network))
                _networks.Add(network);
            else
                throw new OptionsValidationException("Webhooks", typeof(WebhookOptions),
                    [$"Webhooks:Networks: '{written}' is neither 'public' nor a network as 10.1.0.0/16"]);
        }
    }

    /// <summary>Whether anything may be sent at all.</summary>
    public bool IsOpen => _isPublicAllowed || _networks.Count > 0;

    /// <summary>What is wrong with an address that somebody gives; null where nothing is.</summary>
    public string? Fault(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!IsOpen)
            return "is not taken: this server sends nothing (Webhooks:Networks)";
        if (url.Length > LongestUrl || url.Any(char.IsControl) || !Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
            return $"is no http or https address of up to {LongestUrl} characters";
        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
            return "has a user or a fragment";
        return IPAddress.TryParse(uri.DnsSafeHost, out var address) && !Allows(address)
            ? "names a network that is not among Webhooks:Networks"
            : null;
    }

    /// <summary>Whether an address may be connected to.</summary>
    public bool Allows(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _networks.Exists(network => network.Contains(plain)) || (_isPublicAllowed && IsPublic(plain));
    }

    /// <summary>Connects to one of a host's addresses that may be connected to, and to no other.</summary>
    /// <exception cref="RefusedTargetException">There is none.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        var host = context.DnsEndPoint.Host;
        IPAddress[] resolved = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(host, cancel).ConfigureAwait(false);
        IPAddress[] allowed = [.. resolved.Where(Allows)];
        if (allowed.Length == 0)
            throw new RefusedTargetException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsPublic(IPAddress address) =>
        (address.AddressFamily == AddressFamily.InterNetwork || Global.Contains(address))
        && !Array.Exists(Special, network => network.Contains(address));
}

/// <summary>None of a host's addresses may be connected to.</summary>
public sealed class RefusedTargetException() : Exception("none of the host's addresses is among Webhooks:Networks");
