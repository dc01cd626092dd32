using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.SearchApi.Access;

/// <summary>What a host needs to know its callers.</summary>
public static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services) => services
        .AddSingleton<AccessPolicy>()
        .AddSingleton<Authenticator>()
        .AddSingleton<Sessions>()
        .AddSingleton<AuditLog>()
        .AddSingleton<IConfigureOptions<KestrelServerOptions>, ListenCheck>();

    /// <summary>To stand behind routing.</summary>
    public static void UseAccess(this IApplicationBuilder app) => app.UseMiddleware<AccessMiddleware>();
}
