using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace KnowledgeBase.Client;

/// <summary>Asks a knowledge base over its HTTP API. Thread-safe; members that a later server adds are passed over.</summary>
public sealed class KnowledgeBaseClient
{
    private const int MostWait = 30;

    private readonly HttpClient _http;

    /// <param name="http">With the server's address as its base; its owner disposes of it.</param>
    /// <param name="key">A key of the server; null where it asks for none.</param>
    public KnowledgeBaseClient(HttpClient http, string? key = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        _http = http;
        Key = key;
    }

    private string? Key { get; }

    /// <summary>One page of what a query finds.</summary>
    /// <exception cref="KnowledgeBaseException">Refused.</exception>
    public Task<SearchAnswer> SearchAsync(SearchQuery query, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return GetAsync<SearchAnswer>("search", query.Parameters(), cancel);
    }

    /// <summary>Everything that a query finds, page by page.</summary>
    public async IAsyncEnumerable<Passage> SearchAllAsync(SearchQuery query, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        for (var page = query.Page; ; page++)
        {
            var answer = await SearchAsync(query with { Page = page }, cancel).ConfigureAwait(false);
            foreach (var hit in answer.Hits)
                yield return hit;
            if (page >= answer.TotalPages)
                yield break;
        }
    }

    /// <summary>A report whole; null where there is none (any more).</summary>
    public Task<ReportText?> ReportAsync(string reportId, CancellationToken cancel = default) =>
        FindAsync<ReportText>($"reports/{Uri.EscapeDataString(reportId)}", [], cancel);

    /// <summary>Passages of other reports that say something alike, best first; null where there is no such passage.</summary>
    public Task<ListPage<Passage>?> SimilarAsync(string passageId, int hitsPerPage = 10, CancellationToken cancel = default) =>
        FindAsync<ListPage<Passage>>(
            $"passages/{Uri.EscapeDataString(passageId)}/similar", [("hitsPerPage", Number(hitsPerPage))], cancel);

    /// <summary>The problem ledger, the problems of most reports first.</summary>
    public Task<ListPage<Problem>> ProblemsAsync(
        string? text = null, string? unitType = null, int page = 1, int hitsPerPage = 20, CancellationToken cancel = default) =>
        GetAsync<ListPage<Problem>>(
            "problems", [("q", text), ("unitType", unitType), ("page", Number(page)), ("hitsPerPage", Number(hitsPerPage))], cancel);

    /// <summary>Hands in a raw file; it is durable on the server when this returns, and searched once its task is finished.</summary>
    public async Task<AcceptedFile> UploadAsync(string name, Stream content, CancellationToken cancel = default)
    {
        using var form = new MultipartFormDataContent { { new StreamContent(content), "file", name } };
        using var request = Request(HttpMethod.Post, "reports", []);
        request.Content = form;
        return (await SendAsync<ListPage<AcceptedFile>>(request, cancel).ConfigureAwait(false)).Hits[0];
    }

    /// <summary>Waits until a task is finished, as long as the caller likes; null where there is no such task.</summary>
    public async Task<WorkTask?> WaitAsync(long uid, CancellationToken cancel = default)
    {
        while (true)
        {
            var task = await FindAsync<WorkTask>($"tasks/{Number(uid)}", [("wait", Number(MostWait))], cancel).ConfigureAwait(false);
            if (task is null or { IsFinished: true })
                return task;
        }
    }

    internal static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private async Task<T> GetAsync<T>(string path, IEnumerable<(string Name, string? Value)> parameters, CancellationToken cancel)
    {
        using var request = Request(HttpMethod.Get, path, parameters);
        return await SendAsync<T>(request, cancel).ConfigureAwait(false);
    }

    private async Task<T?> FindAsync<T>(string path, IEnumerable<(string Name, string? Value)> parameters, CancellationToken cancel)
        where T : class
    {
        try
        {
            return await GetAsync<T>(path, parameters, cancel).ConfigureAwait(false);
        }
        catch (KnowledgeBaseException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path, IEnumerable<(string Name, string? Value)> parameters)
    {
        var query = string.Join('&', parameters
            .Where(parameter => !string.IsNullOrEmpty(parameter.Value))
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}"));
        var request = new HttpRequestMessage(method, new Uri($"/api/v1/{path}{(query.Length > 0 ? "?" : "")}{query}", UriKind.Relative));
        if (Key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return request;
    }

    private async Task<T> SendAsync<T>(HttpRequestMessage request, CancellationToken cancel)
    {
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            throw await RefusalAsync(response, cancel).ConfigureAwait(false);
        return await response.Content.ReadFromJsonAsync<T>(cancel).ConfigureAwait(false)
            ?? throw new KnowledgeBaseException(response.StatusCode, "empty_answer", "the server answered without content", null);
    }

    private static async Task<KnowledgeBaseException> RefusalAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var (code, message) = ("", $"{(int)response.StatusCode} {response.ReasonPhrase}");
        var text = await response.Content.ReadAsStringAsync(cancel).ConfigureAwait(false);
        try
        {
            using var problem = JsonDocument.Parse(text);
            code = Member("code") ?? "";
            message = string.Join(' ', new[] { Member("title"), Member("detail") }.OfType<string>());
            if (problem.RootElement.TryGetProperty("errors", out var errors))
                message += " " + errors.GetRawText();

            string? Member(string name) => problem.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Something between here and the server answered, in words of its own.
        }

        return new KnowledgeBaseException(response.StatusCode, code, message, response.Headers.RetryAfter?.Delta);
    }
}
