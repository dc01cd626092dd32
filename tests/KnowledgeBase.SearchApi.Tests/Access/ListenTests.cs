using System.Net;
using KnowledgeBase.SearchApi.Tests.Api;
using KnowledgeBase.Store.Access;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.SearchApi.Tests.Access;

/// <summary>Who may be reached from other machines, and whose word is believed.</summary>
public sealed class ListenTests
{
    private const string Everywhere = "http://0.0.0.0:0";

    [Theory]
    [InlineData("--Urls", "http://0.0.0.0:0")]
    [InlineData("--Urls", "http://[::]:0")]
    [InlineData("--Urls", "http://*:0")]
    [InlineData("--Kestrel:Endpoints:Lan:Url", "http://0.0.0.0:0")]
    public async Task Without_a_key_the_server_is_not_reached_from_other_machines(params string[] arguments)
    {
        await using var server = new ApiServer { Arguments = arguments };
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(async () => await server.InitializeAsync());
        Assert.Contains("keys add", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_key_or_where_everybody_is_wanted_it_is()
    {
        await using var guarded = new ApiServer { Arguments = ["--Urls", Everywhere, "--AllowedHosts", "*"], ClientScopes = Scopes.Read };
        await guarded.InitializeAsync();
        await using var open = new ApiServer
        {
            Arguments =
            [
                "--Urls", Everywhere, "--AllowedHosts", "*", "--Access:AllowAnonymous", "true", "--Access:AnonymousScopes", "search, read",
            ],
        };
        await open.InitializeAsync();
        using var deleted = await open.Client.DeleteAsync("/api/v1/reports/none");
        Assert.Equal(HttpStatusCode.Unauthorized, deleted.StatusCode);
    }

    [Fact]
    public async Task A_proxy_s_header_is_believed_from_the_proxy_s_address_alone()
    {
        await using var behind = new ApiServer
        {
            Arguments = ["--Access:ProxyAddresses", "127.0.0.1", "--Access:ProxyUserHeader", "X-Remote-User"],
            ClientScopes = Scopes.Read,
        };
        await behind.InitializeAsync();
        Assert.Equal(HttpStatusCode.OK, await SearchAsync(behind, "wang"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SearchAsync(behind, null));
        await using var elsewhere = new ApiServer
        {
            Arguments = ["--Access:ProxyAddresses", "10.1.2.3", "--Access:ProxyUserHeader", "X-Remote-User"],
            ClientScopes = Scopes.Read,
        };
        await elsewhere.InitializeAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await SearchAsync(elsewhere, "wang"));
    }

    [Fact]
    public async Task A_browser_behind_a_proxy_changes_nothing_without_the_token_of_a_page()
    {
        await using var behind = new ApiServer
        {
            Arguments =
            [
                "--Access:ProxyAddresses", "127.0.0.1", "--Access:ProxyUserHeader",
                "X-Remote-User", "--Access:ProxyScopes", "search,ingest",
            ],
            ClientScopes = Scopes.Read,
        };
        await behind.InitializeAsync();
        using var client = behind.ClientWith(Scopes.None);
        client.DefaultRequestHeaders.Add("X-Remote-User", "wang");
        using var answer = await client.PostAsync("/api/v1/tasks?sourcePath=corpus/none", null);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("form_token", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Access:AnonymousScopes", "serch")]
    [InlineData("--Access:ProxyAddresses", "10.0.0.1")]
    [InlineData("--Access:ProxyUserHeader", "X-Remote-User")]
    public async Task A_setting_without_meaning_is_named(params string[] arguments)
    {
        await using var server = new ApiServer { Arguments = arguments };
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(async () => await server.InitializeAsync());
        Assert.Contains(arguments[0][2..], refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> SearchAsync(ApiServer server, string? user)
    {
        using var client = server.ClientWith(Scopes.None);
        if (user is not null)
            client.DefaultRequestHeaders.Add("X-Remote-User", user);
        using var answer = await client.GetAsync("/api/v1/search?q=x");
        return answer.StatusCode;
    }
}
