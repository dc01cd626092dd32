using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Tests.Api;
using KnowledgeBase.Store.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace KnowledgeBase.SearchApi.Tests.Access;

/// <summary>Every address by every scope, from the server's own list of addresses.</summary>
public sealed class RouteScopeTests(GuardedServer guarded) : IClassFixture<GuardedServer>
{
    private static readonly Scopes[] Single = [.. Enum.GetValues<Scopes>().Where(scope => scope != Scopes.None)];

    [Fact]
    public async Task An_address_opens_to_its_scope_and_to_no_other()
    {
        using var nobody = guarded.Server.ClientWith(Scopes.None);
        var clients = Single.ToDictionary(scope => scope, guarded.Server.ClientWith);
        var wrong = new List<string>();
        foreach (var endpoint in guarded.Server.Endpoints)
        {
            var needed = endpoint.Metadata.GetMetadata<NeedsAttribute>()!.Scope;
            await CheckAsync(nobody, Scopes.None, endpoint, needed, wrong);
            foreach (var (scope, client) in clients)
                await CheckAsync(client, scope, endpoint, needed, wrong);
        }

        Assert.Empty(wrong);
        Assert.True(guarded.Server.Endpoints.Count >= 20);
        foreach (var client in clients.Values)
            client.Dispose();
    }

    [Fact]
    public void An_address_without_a_scope_does_not_start()
    {
        var app = WebApplication.CreateBuilder().Build();
        app.MapGet("/loud", () => "").IsPublic();
        app.RequireScopes();
        app.MapGet("/silent", () => "");
        Assert.Contains("/silent", Assert.Throws<InvalidOperationException>(() => app.RequireScopes()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_no_key_is_told_how_to_send_one()
    {
        using var nobody = guarded.Server.ClientWith(Scopes.None);
        using var answer = await nobody.GetAsync("/api/v1/stats");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("key_needed", (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]!);
    }

    private static async Task CheckAsync(HttpClient client, Scopes scope, RouteEndpoint endpoint, Scopes needed, List<string> wrong)
    {
        foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), Address(endpoint));
            request.Content = method is "POST" or "PUT" ? new StringContent("{}", System.Text.Encoding.UTF8, "application/json") : null;
            using var answer = await client.SendAsync(request);
            var isOpen = needed == Scopes.None || (scope != Scopes.None && scope.HasFlag(needed));
            var expected = isOpen ? "open" : scope == Scopes.None ? "Unauthorized" : "Forbidden";
            var found = (int)answer.StatusCode is 401 or 403 ? answer.StatusCode.ToString() : "open";
            if (expected != found)
                wrong.Add($"{method} {endpoint.RoutePattern.RawText} with {scope}: {found}, not {expected}");
        }
    }

    private static string Address(RouteEndpoint endpoint) => string.Join('/', endpoint.RoutePattern.PathSegments
        .Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "documentName" } => "v1",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
            _ => "none",
        })))
        .Prepend(""));
}

/// <summary>A server with keys.</summary>
public sealed class GuardedServer : IAsyncLifetime
{
    public ApiServer Server { get; } = new() { ClientScopes = Scopes.Search | Scopes.Read | Scopes.Ingest | Scopes.Correct | Scopes.Admin };

    public ValueTask InitializeAsync() => Server.InitializeAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
