using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using KnowledgeBase.SearchApi.Tests.Api;
using KnowledgeBase.Store.Access;

namespace KnowledgeBase.SearchApi.Tests.Access;

/// <summary>Keys over the network.</summary>
public sealed class KeyTests(GuardedServer guarded) : IClassFixture<GuardedServer>
{
    private const string Stats = "/api/v1/stats";

    private ApiServer Server => guarded.Server;

    [Fact]
    public async Task A_key_that_is_revoked_opens_nothing_from_the_next_request_on()
    {
        var (key, kept) = Server.Keys.Add("passing", Scopes.Read, DateTimeOffset.UtcNow, null);
        using var client = Server.ClientWith(Scopes.None);
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(client));
        Assert.True(Server.Keys.Revoke(kept.Id, DateTimeOffset.UtcNow));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(client));
    }

    [Fact]
    public async Task A_key_opens_nothing_in_an_address_a_cookie_or_under_another_scheme()
    {
        var (key, _) = Server.Keys.Add("misplaced", Scopes.Read, DateTimeOffset.UtcNow, null);
        using var client = Server.ClientWith(Scopes.None);
        foreach (var (address, name, value) in ((string, string, string)[])[
            ($"{Stats}?key={key}", "X-None", "x"), ($"{Stats}?access_token={key}", "X-None", "x"), (Stats, "Cookie", $"kb-session={key}"),
            (Stats, "X-API-Key", key), (Stats, "Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("x:" + key))}")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation(name, value);
            using var answer = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("kb_")]
    [InlineData("")]
    [InlineData("kb_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("kb_AAAAAAAA, kb_BBBBBBBB")]
    public async Task A_key_that_was_never_made_opens_nothing(string presented)
    {
        using var client = Server.ClientWith(Scopes.None);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + presented);
        using var answer = await client.GetAsync(Stats);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task An_expired_key_opens_nothing()
    {
        var (key, _) = Server.Keys.Add("late", Scopes.Read, DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddSeconds(-1));
        using var client = Server.ClientWith(Scopes.None);
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(client));
    }

    [Fact]
    public async Task Neither_key_nor_query_nor_text_gets_into_the_audit_log_and_changes_do()
    {
        using var client = Server.ClientWith(Scopes.Search | Scopes.Ingest | Scopes.Pii);
        var key = client.DefaultRequestHeaders.Authorization!.Parameter!;
        await AskAsync(client);
        using (var found = await client.GetAsync("/api/v1/search?q=" + Uri.EscapeDataString("念材料")))
            Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        using (var form = new MultipartFormDataContent { { new StringContent("某某局工作总结\n一、主要工作\n做了许多事情，成绩不少。"), "file", "秘事.txt" } })
        using (var sent = await client.PostAsync("/api/v1/reports", form))
            Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        using (var refused = await client.DeleteAsync("/api/v1/reports/0123456789abcdef-1"))
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var log = await File.ReadAllTextAsync(Path.Combine(Server.Folder, "audit.jsonl"));
        var lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        var upload = Assert.Single(lines, line => (string)line["what"]! == "POST /api/v1/reports");
        Assert.Equal(202, (int)upload["status"]!);
        Assert.EndsWith("Search, Ingest, Pii", (string)upload["who"]!, StringComparison.Ordinal);
        var deletion = Assert.Single(lines, line => (string?)line["id"] == "0123456789abcdef-1");
        Assert.Equal("DELETE /api/v1/reports/{id} 403", $"{deletion["what"]} {deletion["status"]}");
        Assert.Contains(lines, line => (string)line["what"]! == "GET /api/v1/search");
        foreach (var secret in (string[])[key, "念材料", "秘事", "许多事情"])
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_of_keys_opens_nothing()
    {
        var server = new ApiServer();
        await server.InitializeAsync();
        await using (server)
        {
            Assert.Equal(HttpStatusCode.OK, await AskAsync(server.Client));
            await File.WriteAllTextAsync(server.Keys.Path, """{"keys":[{"id":""");
            Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(server.Client));
        }
    }

    [Fact]
    public async Task A_file_of_keys_that_is_deleted_closes_the_door()
    {
        var server = new ApiServer { ClientScopes = Scopes.Read };
        await server.InitializeAsync();
        await using (server)
        {
            File.Delete(server.Keys.Path);
            Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(server.Client));
            using var nobody = server.ClientWith(Scopes.None);
            using var answer = await nobody.GetAsync(Stats);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(Stats);
        return answer.StatusCode;
    }
}
