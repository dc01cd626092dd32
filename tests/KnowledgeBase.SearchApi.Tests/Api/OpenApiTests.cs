using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace KnowledgeBase.SearchApi.Tests.Api;

public sealed class OpenApiTests(ApiServer server) : IClassFixture<ApiServer>
{
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    [Fact]
    public async Task The_description_is_openapi_3_1_and_the_approved_one()
    {
        var document = await server.GetAsync("/openapi/v1.json");
        Assert.StartsWith("3.1", (string)document["openapi"]!, StringComparison.Ordinal);
        document.AsObject().Remove("servers");
        var text = document.ToJsonString(Readable) + "\n";
        var approved = Path.Combine(Path.GetDirectoryName(Here())!, "openapi.approved.json");

        // To approve a change: KB_APPROVE=1 dotnet test tests/KnowledgeBase.SearchApi.Tests
        if (Environment.GetEnvironmentVariable("KB_APPROVE") == "1")
            await File.WriteAllTextAsync(approved, text);
        Assert.Equal(await File.ReadAllTextAsync(approved), text);
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
