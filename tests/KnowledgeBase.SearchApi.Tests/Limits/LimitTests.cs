using System.Net;
using KnowledgeBase.SearchApi.Tests.Api;
using KnowledgeBase.Store.Access;

namespace KnowledgeBase.SearchApi.Tests.Limits;

public sealed class LimitTests
{
    [Fact]
    public async Task A_caller_above_its_rate_is_told_when_to_come_again_and_others_are_served()
    {
        await using var server = new ApiServer
        {
            Arguments = ["--Limits:RequestsPerSecond", "1", "--Limits:Burst", "20"],
            ClientScopes = Scopes.Read,
        };
        await server.InitializeAsync();
        using var greedy = server.ClientWith(Scopes.Read);
        using var other = server.ClientWith(Scopes.Read);
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 40; i++)
            answers.Add(await greedy.GetAsync("/api/v1/stats"));
        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.True(refused.Count >= 10, $"{refused.Count}");
        Assert.All(refused, answer => Assert.True(answer.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1)));
        Assert.Contains("too_many_requests", await refused[0].Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/api/v1/stats")).StatusCode);
        answers.ForEach(answer => answer.Dispose());
    }

    [Fact]
    public async Task Searches_beyond_the_queue_are_refused_and_all_others_answered()
    {
        await using var server = new ApiServer { Arguments = ["--Limits:SearchesAtOnce", "1", "--Limits:SearchQueue", "2"] };
        await server.InitializeAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => server.Client.GetAsync("/api/v1/search?facets=*&q=学习 不够")));
        Assert.All(answers,
            answer =>
                Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, answer.StatusCode.ToString()));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.NotNull(answer.Headers.RetryAfter));
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/api/v1/search?q=学习")).StatusCode);
    }
}
