using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using KnowledgeBase.SearchApi.SavedSearches;
using KnowledgeBase.SearchApi.Tests.Api;
using KnowledgeBase.Store.Access;
using KnowledgeBase.Store.Settings;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.SearchApi.Tests.SavedSearches;

/// <summary>New matches of a saved search reach a receiver, each at least once, and nobody else.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private const string Phone = "13800138000";

    private readonly ApiServer _server = new()
    {
        ClientScopes = Scopes.Search | Scopes.Read | Scopes.Ingest | Scopes.Subscribe | Scopes.Admin | Scopes.Pii,
        Arguments = ["--Webhooks:Networks", "127.0.0.1/32", "--Webhooks:RetryMilliseconds", "50"],
    };

    private Receiver _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        _receiver = await Receiver.StartAsync();
        await _server.InitializeAsync();
        Put("旧", "秧田灌渠在保存之前已经疏通完毕。");
        await UntilFoundAsync(1);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task New_matches_arrive_signed_and_masked_and_old_ones_do_not()
    {
        var saved = await SaveAsync(_receiver.Url);
        var secret = (string)saved["secret"]!;
        Put("别的", "与此无关的一段话，说的是学校食堂。");
        Put("新", $"秧田灌渠清淤三公里，联系电话{Phone}，按期完成。");
        var message = await _receiver.NextAsync();

        var hit = Assert.Single(message.Hits)!;
        Assert.Contains("秧田灌渠清淤三公里", (string)hit["snippet"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, message.Body, StringComparison.Ordinal);
        Assert.Contains("***********", (string)hit["snippet"]!, StringComparison.Ordinal);
        var parts = message.Signature.Split(',');
        var expected = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{parts[0]["t=".Length..]}.{message.Body}"));
        Assert.Equal("v1=" + Convert.ToHexStringLower(expected), parts[1]);
        Assert.Equal("delivered 1 204", await UntilStatusAsync(saved, "delivered"));
        var shown = await _server.Client.GetStringAsync($"/api/v1/saved-searches/{saved["id"]}");
        Assert.DoesNotContain(secret, shown, StringComparison.Ordinal);
        Assert.Single(_receiver.Messages);
    }

    [Fact]
    public async Task A_delivery_that_is_refused_arrives_after_a_restart_under_its_old_id_and_nothing_is_lost_or_doubled()
    {
        var saved = await SaveAsync(_receiver.Url);
        _receiver.Answer = _ => 503;
        Put("甲", "秧田灌渠一号闸门已更换。");
        var first = await _receiver.NextAsync();
        Assert.StartsWith("waiting", await UntilStatusAsync(saved, "waiting"), StringComparison.Ordinal);
        Assert.Equal("retrying", (string)(await _server.GetAsync($"/api/v1/saved-searches/{saved["id"]}"))["state"]!);
        Put("乙", "秧田灌渠二号闸门已更换。");
        await UntilFoundAsync(3);

        await _server.RestartAsync();
        _receiver.Answer = _ => 200;
        await UntilStatusAsync(saved, "delivered", deliveries: 2);
        var taken = _receiver.Messages.Where(message => message.Answered == 200).ToList();
        Assert.Equal(2, taken.Count);
        Assert.Equal(first.Delivery, taken[0].Delivery);
        Assert.Equal(
            ["秧田灌渠一号闸门已更换。", "秧田灌渠二号闸门已更换。"],
            taken.SelectMany(message => message.Hits).Select(hit => ((string)hit!["snippet"]!).Split('\n')[^1]));
    }

    [Fact]
    public async Task What_is_taken_down_before_it_arrives_is_not_sent_any_more()
    {
        var saved = await SaveAsync(_receiver.Url);
        _receiver.Answer = _ => 500;
        Put("丙", "秧田灌渠三号闸门已更换。");
        var first = await _receiver.NextAsync();
        var report = (string)first.Hits[0]!["reportId"]!;
        using (await _server.Client.DeleteAsync($"/api/v1/reports/{report}?reason=x"))
            await UntilFoundAsync(1);
        Assert.StartsWith("withdrawn", await UntilStatusAsync(saved, "withdrawn"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        var saved = await SaveAsync(_receiver.Url);
        _receiver.Answer = context =>
        {
            context.Response.Headers.Location = "/elsewhere";
            return context.Request.Path == "/hook" ? 307 : 200;
        };
        Put("丁", "秧田灌渠四号闸门已更换。");
        await _receiver.NextAsync();
        await _receiver.NextAsync();
        Assert.All(_receiver.Messages, message => Assert.Equal("/hook", message.Path));
        Assert.StartsWith("waiting", await UntilStatusAsync(saved, "waiting"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_not_allowed_is_refused_when_the_search_is_saved()
    {
        using var answer = await PostAsync(_server.Client, "http://10.0.0.7/x");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.0/8 ::1/128", null)]
    [InlineData("public", "refused_address")]
    [InlineData("192.0.2.0/24", "refused_address")]
    public async Task A_name_is_judged_by_the_address_that_is_connected_to(string networks, string? error)
    {
        var options = Options.Create(new WebhookOptions { Networks = networks });
        using var client = new WebhookClient(new WebhookTargets(options), options, Options.Create(new JsonOptions()), TimeProvider.System);
        var url = _receiver.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        Assert.Equal(
            (error is null ? 204 : null, error),
            await client.SendAsync(url, "s", new WebhookMessage("d", "s", "n", []), TestContext.Current.CancellationToken));
        Assert.Equal(error is null ? 1 : 0, _receiver.Messages.Count);
    }

    [Fact]
    public async Task Others_do_not_see_a_saved_search_and_a_revoked_owner_gets_nothing()
    {
        using var owner = _server.ClientWith(Scopes.Search | Scopes.Subscribe);
        using var other = _server.ClientWith(Scopes.Search | Scopes.Subscribe);
        using var answer = await PostAsync(owner, _receiver.Url);
        var address = answer.Headers.Location!.OriginalString;
        using (var found = await other.GetAsync(address))
            Assert.Equal(HttpStatusCode.NotFound, found.StatusCode);
        using (var removed = await other.DeleteAsync(address))
            Assert.Equal(HttpStatusCode.NotFound, removed.StatusCode);
        Assert.Equal(0, (int)(await other.GetFromJsonAsync<JsonNode>("/api/v1/saved-searches"))!["totalHits"]!);
        Assert.Equal(1, (int)(await owner.GetFromJsonAsync<JsonNode>("/api/v1/saved-searches"))!["totalHits"]!);

        // The newest key of that name that is still in force is the owner's or the other's; both go.
        foreach (var key in _server.Keys.Read().Where(key => key.Name != "the tests"))
            _server.Keys.Revoke(key.Id, DateTimeOffset.UtcNow);
        var witness = await SaveAsync(_receiver.Url);
        Put("己", "秧田灌渠六号闸门已更换。");
        var message = await _receiver.NextAsync();
        Assert.StartsWith((string)witness["id"]!, message.Delivery, StringComparison.Ordinal);
        Assert.Equal("paused", (string)(await _server.GetAsync(address))["state"]!);
        Assert.Equal(0, (int)(await _server.GetAsync(address + "/deliveries"))["totalHits"]!);
    }

    [Fact]
    public async Task A_saved_search_that_is_removed_is_gone_after_a_restart_too()
    {
        var saved = await SaveAsync(null);
        Assert.Equal("saved", (string)saved["state"]!);
        await _server.RestartAsync();
        Assert.Equal("闸门", (string)(await _server.GetAsync($"/api/v1/saved-searches/{saved["id"]}"))["name"]!);
        using (var removed = await _server.Client.DeleteAsync($"/api/v1/saved-searches/{saved["id"]}"))
            Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await _server.RestartAsync();
        Assert.Equal(0, (int)(await _server.GetAsync("/api/v1/saved-searches"))["totalHits"]!);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string? url) => client.PostAsJsonAsync(
        "/api/v1/saved-searches", new { name = "闸门", search = new { q = "\"秧田灌渠\"" }, webhook = url });

    private async Task<JsonNode> SaveAsync(string? url)
    {
        using var answer = await PostAsync(_server.Client, url);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private void Put(string name, string sentence) => File.WriteAllText(
        Path.Combine(_server.Corpus, name + ".txt"),
        $"清河县水利局2024年工作总结（{name}）\n一、主要工作\n（一）渠道管护。\n{sentence}\n二、存在问题\n（一）力量不足。人手偏少，{name}处尤其如此。\n");

    private async Task UntilFoundAsync(int hits) => await _server.UntilAsync(
        "/api/v1/search?fold=none&matchingStrategy=all&q=" + Uri.EscapeDataString("\"秧田灌渠\""), answer => (int)answer["totalHits"]! == hits);

    private async Task<string> UntilStatusAsync(JsonNode saved, string status, int deliveries = 1)
    {
        var list = await _server.UntilAsync(
            $"/api/v1/saved-searches/{saved["id"]}/deliveries",
            answer => answer["hits"]!.AsArray() is var hits && hits.Count >= deliveries
                && (string)hits[0]!["status"]! == status && (int)hits[0]!["attempts"]! > 0);
        var newest = list["hits"]![0]!;
        return $"{newest["status"]} {newest["attempts"]} {newest["lastStatus"]}";
    }
}
