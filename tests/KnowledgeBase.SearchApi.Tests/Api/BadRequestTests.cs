using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KnowledgeBase.SearchApi.Tests.Api;

/// <summary>What a sender does wrong is answered with a status of its own, never with a 500.</summary>
public sealed class BadRequestTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task A_form_that_ends_early_is_a_400()
    {
        using var content = new ByteArrayContent(
            Encoding.UTF8.GetBytes("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhalf"));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        using var response = await server.Client.PostAsync("/api/v1/reports", content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_no_form_is_a_415()
    {
        using var response = await server.Client.PostAsync("/api/v1/reports", new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task An_upload_between_the_server_s_own_limit_and_64_MB_is_taken()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[31_000_000]), "file", "large.bin" } };
        using var response = await server.Client.PostAsync("/api/v1/reports", form);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Fact]
    public async Task An_empty_host_is_a_400()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Client.BaseAddress!.Host, server.Client.BaseAddress.Port, TestContext.Current.CancellationToken);
        await client.GetStream()
            .WriteAsync(
                "GET /api/v1/stats HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        Assert.Contains(" 400 ", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/files?hitsPerPage=1")]
    [InlineData("/api/v1/tasks?hitsPerPage=1")]
    [InlineData("/api/v1/reports?hitsPerPage=1")]
    [InlineData("/api/v1/headings?hitsPerPage=1")]
    [InlineData("/api/v1/facets/unit?hitsPerPage=1")]
    public async Task Every_list_is_paged_and_has_one_shape(string address)
    {
        var answer = await server.GetAsync(address);
        Assert.Single(answer["hits"]!.AsArray());
        Assert.Equal(1, (int)answer["page"]!);
        Assert.Equal(1, (int)answer["hitsPerPage"]!);
        Assert.True((long)answer["totalHits"]! >= 3);
        Assert.Equal((long)answer["totalHits"]!, (long)answer["totalPages"]!);
    }
}
