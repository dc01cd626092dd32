using System.Net;
using System.Net.Sockets;
using KnowledgeBase.Store.Access;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.SearchApi.Access;

/// <summary>The settings of access, understood and checked.</summary>
internal sealed class AccessPolicy
{
    private readonly KeyRing _keys;
    private readonly bool _allowsAnonymous;

    /// <exception cref="OptionsValidationException">A setting has no meaning.</exception>
    public AccessPolicy(IOptions<AccessOptions> options, KeyRing keys)
    {
        var written = options.Value;
        _keys = keys;
        _allowsAnonymous = written.AllowAnonymous;
        Anonymous = ScopesOf(nameof(AccessOptions.AnonymousScopes), written.AnonymousScopes);
        Proxied = ScopesOf(nameof(AccessOptions.ProxyScopes), written.ProxyScopes);
        ProxyUserHeader = written.ProxyUserHeader.Trim();
        Proxies = [.. written.ProxyAddresses.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(Address)];
        if (Proxies.Count > 0 != ProxyUserHeader.Length > 0)
            throw Wrong("Access:ProxyAddresses and Access:ProxyUserHeader go together: a header is believed only from named addresses");
    }

    public Scopes Anonymous { get; }

    public Scopes Proxied { get; }

    public string ProxyUserHeader { get; }

    public IReadOnlyCollection<IPAddress> Proxies { get; }

    /// <summary>What a caller may do who presents nothing.</summary>
    public Scopes ForNobody => _allowsAnonymous || !IsProtected ? Anonymous : Scopes.None;

    /// <summary>Whether callers have to be known.</summary>
    public bool IsProtected => Proxies.Count > 0 || _keys.IsNeeded;

    /// <summary>Refuses to be reached from other machines by anybody, unless that is wanted.</summary>
    /// <exception cref="OptionsValidationException">It is not.</exception>
    public void RequireMayListenOn(EndPoint where)
    {
        // A socket of the file system is reached by whom its folder lets in.
        var isLocal = where is UnixDomainSocketEndPoint || (where is IPEndPoint internet && IPAddress.IsLoopback(internet.Address));
        if (isLocal || IsProtected || _allowsAnonymous)
            return;
        throw Wrong(
            $"{where} can be reached from other machines, and no key is configured: make one (indexer keys add NAME --scopes search,read), "
            + "or set Access:AllowAnonymous to true if everybody is wanted");
    }

    private static Scopes ScopesOf(string setting, string text) =>
        ScopeNames.Parse(text) ?? throw Wrong($"Access:{setting} '{text}' is not made of {string.Join(", ", ScopeNames.All)}");

    private static IPAddress Address(string text) =>
        IPAddress.TryParse(text, out var address) ? Plain(address) : throw Wrong($"Access:ProxyAddresses: '{text}' is no address");

    /// <summary>An IPv4 address as such, also where it arrives as a part of IPv6.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static OptionsValidationException Wrong(string message) => new("Access", typeof(AccessOptions), [message]);
}
