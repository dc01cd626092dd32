using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KnowledgeBase.SearchApi.Tests.Api;

namespace KnowledgeBase.SearchApi.Tests.Files;

public sealed class RefusedUploadTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("kb-refused-").FullName;

    [Fact]
    public async Task An_upload_that_the_disk_refuses_is_a_507_without_a_path_and_a_line_in_the_log_with_it()
    {
        var blocked = Path.Combine(_home, "blocked");
        await File.WriteAllTextAsync(blocked, "a file in the folder's place");
        await using var server = await BareServer.StartAsync(
            _home, hasWorker: false, "--Corpus:Uploads", Path.Combine(blocked, "uploads"));
        using var form = new MultipartFormDataContent { { new ByteArrayContent("x"u8.ToArray()), "file", "a.txt" } };
        using var response = await server.Client.PostAsync("/api/v1/reports", form);
        Assert.Equal(HttpStatusCode.InsufficientStorage, response.StatusCode);
        var problem = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal("storage", (string?)problem["code"]);
        Assert.DoesNotContain(_home, problem.ToJsonString(), StringComparison.Ordinal);
        Assert.Single(server.Log, line => line.Contains(blocked, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);
}
