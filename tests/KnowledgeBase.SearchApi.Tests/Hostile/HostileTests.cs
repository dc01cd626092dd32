using System.Net.Sockets;
using System.Text;
using KnowledgeBase.SearchApi.Tests.Api;
using Microsoft.AspNetCore.Routing;

namespace KnowledgeBase.SearchApi.Tests.Hostile;

/// <summary>Whatever is sent, the answer is one of ours, and never a 500.</summary>
public sealed class HostileTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const int Seed = 90_210;
    private const int Inputs = 500;

    private static readonly string[] Odd =
    [
        "", " ", "0", "-1", "1e9", "2147483648", "9223372036854775808", "null", "true", "[]", "{}", "\"", "'",
            "\\", "%", "%00", "%FF", "..",
        "../..",
        "..%2f..%2fetc%2fpasswd", "<script>alert(1)</script>", "\ud83d\ude00", "\u202e", "\u0000", "\u200b", "a\r\nSet-Cookie: x=1",
            "${jndi:x}",
        "1..", "..1", "2021..2020", "NaN", "字段:值", "单位:", "((((((((", "\"未完", "a OR", "NOT NOT NOT", "*", "\"*\"", "~s",
            "\"a b\"~999999999", "、，。",
        "ﷺ", "e\u0301", "１２３", "Σσς", "ß", "İ", "\ufeff", "审计,税务", "审计审计审计审计审计审计", "-", "--", "|", "&", "q=1&q=2", "none-1",
            "0123456789abcdef-1",
    ];

    private static readonly string[] Names =
    [
        "q", "section", "unitType", "unit", "year", "kind", "source", "topic", "reportId", "sort", "page", "hitsPerPage", "cursor", "facets",
            "fold",
        "collapse", "matchingStrategy", "attributesToRetrieve", "cropLength", "format", "download", "reason", "sourcePath", "status",
            "limit", "text", "x",
    ];

    [Fact]
    public async Task Five_hundred_odd_inputs_to_every_address_give_no_500_and_every_answer_its_headers()
    {
        var random = new Random(Seed);
        var wrong = new List<string>();
        foreach (var endpoint in server.Endpoints)
        {
            var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"];
            for (var i = 0; i < Inputs; i++)
            {
                using var request = Request(endpoint, methods[i % methods.Count], random);
                var sent = $"{request.Method} {request.RequestUri} (seed {Seed})";
                using var answer = await server.Client.SendAsync(request);
                if ((int)answer.StatusCode == 500)
                    wrong.Add(sent);

                // A path with a null is refused before it is a request.
                var isRequest = !request.RequestUri!.OriginalString.Split('?')[0].Contains("%00", StringComparison.Ordinal);
                if (isRequest && !(answer.Headers.Contains("X-Content-Type-Options") && answer.Headers.Contains("Content-Security-Policy")))
                    wrong.Add("no headers: " + sent);
            }
        }

        Assert.Empty(wrong.Take(20));
    }

    [Theory]
    [InlineData("GET /api/v1/stats HTTP/1.1\r\nHost: evil.example\r\n\r\n", "400")]
    [InlineData("GET /api/v1/stats HTTP/1.1\r\n\r\n", "400")]
    [InlineData("GET /api/v1/stats HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", "400")]
    [InlineData("POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: -5\r\n\r\n", "400")]
    [InlineData("POST /api/v1/tasks HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\nContent-Length: 0\r\n\r\n", "403")]
    [InlineData("POST /api/v1/tasks HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: cross-site\r\nContent-Length: 0\r\n\r\n", "403")]
    public async Task A_request_that_lies_about_itself_is_refused(string request, string status) =>
        Assert.StartsWith($"HTTP/1.1 {status}", await SendAsync(Closing(request)), StringComparison.Ordinal);

    [Fact]
    public async Task Two_lengths_of_one_body_smuggle_no_second_request()
    {
        const string Body = "0\r\n\r\nGET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n";
        const string Last = "GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        var answer = await SendAsync(
            $"POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n"
            + $"Transfer-Encoding: chunked\r\n\r\n{Body}{Last}");
        Assert.DoesNotContain("\r\n\r\nok", answer, StringComparison.Ordinal);
        Assert.InRange(answer.Split("HTTP/1.1 ").Length - 1, 1, 2);
    }

    [Fact]
    public async Task Headers_of_64_KB_and_a_body_nested_deep_are_refused_and_others_served()
    {
        Assert.StartsWith(
            "HTTP/1.1 431",
            await SendAsync(Closing($"GET /livez HTTP/1.1\r\nHost: localhost\r\nX-Long: {new string('x', 1 << 16)}\r\n\r\n")),
            StringComparison.Ordinal);
        var deep = "{\"q\":" + new string('[', 5000) + new string(']', 5000) + "}";
        using var answer = await server.Client.PostAsync("/api/v1/search", new StringContent(deep, Encoding.UTF8, "application/json"));
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal("ok", await server.Client.GetStringAsync("/livez"));
    }

    [Fact]
    public async Task Connections_that_send_nothing_keep_nobody_out()
    {
        var slow = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 200; i++)
            {
                var client = new TcpClient();
                await client.ConnectAsync(server.Client.BaseAddress!.Host, server.Client.BaseAddress.Port);
                await client.GetStream().WriteAsync("GET /api/v1/stats HTTP/1.1\r\nHost: loc"u8.ToArray());
                slow.Add(client);
            }

            Assert.NotNull(await server.GetAsync("/api/v1/search?q=学习"));
        }
        finally
        {
            slow.ForEach(client => client.Dispose());
        }
    }

    private static HttpRequestMessage Request(RouteEndpoint endpoint, string method, Random random)
    {
        var path = endpoint.RoutePattern.RawText!.TrimStart('/');
        foreach (var parameter in endpoint.RoutePattern.Parameters)
        {
            path = System.Text.RegularExpressions.Regex.Replace(
                path, @"\{\*{0,2}" + parameter.Name + "[^}]*\\}", Uri.EscapeDataString(
                    Pick(random) is { Length: > 0 } value ? value : "x"));
        }

        var query = string.Join('&', Enumerable.Range(0, random.Next(4))
            .Select(_ => $"{Names[random.Next(Names.Length)]}={Uri.EscapeDataString(Pick(random))}"));
        var request = new HttpRequestMessage(new HttpMethod(method), $"/{path}?{query}");
        if (method is not ("GET" or "DELETE"))
        {
            var names = Enumerable.Range(0, random.Next(3)).Select(_ => Names[random.Next(Names.Length)]).Distinct();
            string[] bodies =
            [
                "", "{", "null", "[]", "1", "\"x\"", "{\"queries\":[{}]}",
                "{" + string.Join(',', names.Select(name => $"\"{name}\":{System.Text.Json.JsonSerializer.Serialize(Pick(random))}")) + "}",
            ];
            var type = random.Next(4) == 0 ? "multipart/form-data" : "application/json";
            request.Content = new StringContent(bodies[random.Next(bodies.Length)], Encoding.UTF8, type);
        }

        if (random.Next(3) == 0)
            request.Headers.TryAddWithoutValidation("Accept-Language", string.Concat(Pick(random).Where(c => c is >= ' ' and < '\u007f')));
        return request;
    }

    private static string Pick(Random random) => Odd[random.Next(Odd.Length)];

    private static string Closing(string request) => request.Insert(request.IndexOf('\n', StringComparison.Ordinal) + 1, "Connection: close\r\n");

    /// <summary>What comes back until the server closes the connection, which it may do in the middle of the request.</summary>
    private async Task<string> SendAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Client.BaseAddress!.Host, server.Client.BaseAddress.Port);
        var stream = client.GetStream();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var answer = new MemoryStream();
        var reading = stream.CopyToAsync(answer, patience.Token);
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), patience.Token);
        }
        catch (IOException)
        {
            // Refused before all of it was sent: the answer says why.
        }

        try
        {
            await reading;
        }
        catch (IOException)
        {
            // Closed with a part of the request unread: what was answered until then counts.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
