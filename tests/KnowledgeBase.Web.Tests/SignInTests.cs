using System.Net;
using System.Text.RegularExpressions;
using KnowledgeBase.Store.Access;

namespace KnowledgeBase.Web.Tests;

/// <summary>A browser signs in with a key.</summary>
public sealed partial class SignInTests : IAsyncLifetime
{
    private readonly string _home = Directory.CreateTempSubdirectory("kb-sign-in-").FullName;
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false });
    private System.Diagnostics.Process _process = null!;
    private string _key = "";
    private string _keyId = "";

    private KeyFile Keys => new(Path.Combine(_home, "keys.json"));

    public async ValueTask InitializeAsync()
    {
        (_key, var kept) = Keys.Add("王科长", Scopes.Search | Scopes.Read | Scopes.Ingest, DateTimeOffset.UtcNow, null);
        _keyId = kept.Id;
        (_process, var address) = await HostProcess.StartAsync(
            "--Urls", "http://127.0.0.1:0",
            "--Index:Folder", Path.Combine(_home, "index"),
            "--Corpus:Uploads", Path.Combine(_home, "uploads"));
        _client.BaseAddress = new Uri(address);
    }

    [Fact]
    public async Task A_page_leads_to_the_sign_in_and_back_and_its_forms_carry_a_token()
    {
        Assert.Equal("/sign-in?code=key_needed&back=%2Ffiles%3Fq%3Da", await RedirectAsync(await _client.GetAsync("/files?q=a")));
        foreach (var page in (string[])["/sign-in", "/help", "/site.css", "/livez"])
            Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(page)).StatusCode);
        Assert.StartsWith("/sign-in?code=key_invalid", await SignInAsync("kb_wrong", "/files"), StringComparison.Ordinal);
        Assert.Equal("/", await SignInAsync(_key, "//example.org/"));

        using var signedIn = await _client.PostAsync("/session/start", Form(("key", _key), ("back", "/files?q=a")));
        Assert.Equal("/files?q=a", signedIn.Headers.Location!.OriginalString);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single();
        Assert.DoesNotContain(_key, cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);

        var files = await _client.GetStringAsync("/files");
        var token = TokenField().Match(files).Groups[1].Value;
        Assert.NotEmpty(token);
        Assert.Equal("/sign-in?code=form_token&back=%2F", await PostAsync("/files/retry", ("sourcePath", "corpus/none")));
        Assert.Equal("/files?done=retried", await PostAsync("/files/retry", ("sourcePath", "corpus/none"), ("form-token", token)));
        Assert.Equal("/sign-in?code=scope_missing&back=%2F", await PostAsync("/files/delete", ("form-token", token)));
        using var program = await _client.PostAsync("/api/v1/tasks?sourcePath=corpus/none", null);
        Assert.Equal(HttpStatusCode.Forbidden, program.StatusCode);

        Assert.Equal("/sign-in", await RedirectAsync(await _client.PostAsync("/session/end", Form())));
        Assert.StartsWith("/sign-in", await RedirectAsync(await _client.GetAsync("/files")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoking_the_key_ends_its_sessions()
    {
        await SignInAsync(_key, "/");
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync("/files")).StatusCode);
        Assert.True(Keys.Revoke(_keyId, DateTimeOffset.UtcNow));
        Assert.StartsWith("/sign-in", await RedirectAsync(await _client.GetAsync("/files")), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    private Task<string> SignInAsync(string key, string back) => PostAsync("/session/start", ("key", key), ("back", back));

    private async Task<string> PostAsync(string address, params (string Name, string Value)[] fields) =>
        await RedirectAsync(await _client.PostAsync(address, Form(fields)));

    private static async Task<string> RedirectAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            return answer.Headers.Location?.OriginalString ?? $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
        }
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex TokenField();
}
