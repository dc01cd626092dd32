using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using KnowledgeBase.SearchApi.Tests.Api;

namespace KnowledgeBase.SearchApi.Tests.Positions;

/// <summary>Where there is one index, there is no position to wait for, and nobody is left to believe in one.</summary>
public sealed class PositionTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Theory]
    [InlineData("/api/v1/search?q=a&minPosition=1")]
    [InlineData("/api/v1/stats?minPosition=1")]
    [InlineData("/api/v1/search?minPosition=")]
    [InlineData("/api/v1/search?minPosition=-1")]
    [InlineData("/api/v1/search?minPosition=1&minPosition=2")]
    [InlineData("/api/v1/search?minPosition=99999999999999999999")]
    public async Task A_position_that_cannot_be_waited_for_is_a_400_that_names_the_parameter(string address)
    {
        using var response = await server.Client.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("invalid_parameter", problem.GetProperty("code").GetString());
        Assert.True(problem.GetProperty("errors").TryGetProperty("minPosition", out _));
    }

    [Fact]
    public async Task Answers_carry_no_position()
    {
        using var response = await server.Client.GetAsync(new Uri("/api/v1/search?q=a", UriKind.Relative));
        Assert.False(response.Headers.Contains("KnowledgeBase-Position"));
    }
}
