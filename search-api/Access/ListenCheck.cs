using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.SearchApi.Access;

/// <summary>Looks at every address that the server is about to listen on, whichever setting names it.</summary>
internal sealed class ListenCheck(AccessPolicy policy) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions options) =>
        options.ConfigureEndpointDefaults(listen => policy.RequireMayListenOn(listen.EndPoint));
}
