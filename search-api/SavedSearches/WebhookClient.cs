using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KnowledgeBase.Store.Settings;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.SearchApi.SavedSearches;

/// <summary>Sends one message and says how it was taken. Follows no redirect, asks no proxy, keeps no cookie, reads no answer's body.</summary>
internal sealed class WebhookClient : IDisposable
{
    public const string SignatureHeader = "X-KnowledgeBase-Signature";
    public const string DeliveryHeader = "X-KnowledgeBase-Delivery";

    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    private readonly HttpClient _client;
    private readonly JsonSerializerOptions _json;
    private readonly TimeProvider _clock;

    public WebhookClient(WebhookTargets targets, IOptions<WebhookOptions> options, IOptions<JsonOptions> json, TimeProvider clock)
    {
        (_json, _clock) = (json.Value.SerializerOptions, clock);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = targets.ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxResponseHeadersLength = 16,

            // A trace of ours is nobody else's affair.
            ActivityHeadersPropagator = null,
        })
        {
            Timeout = TimeSpan.FromSeconds(options.Value.TimeoutSeconds),
        };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("knowledge-base");
    }

    /// <summary>The receiver's status, or why there was none.</summary>
    public async Task<(int? Status, string? Error)> SendAsync(
        string url, string secret, WebhookMessage message, CancellationToken cancel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message, _json);
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = Json;
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.Add(DeliveryHeader, message.DeliveryId);
        request.Headers.Add(SignatureHeader, Sign(secret, _clock.GetUtcNow().ToUnixTimeSeconds(), body));
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
            return ((int)answer.StatusCode, null);
        }
        catch (HttpRequestException e)
        {
            return (null, e.InnerException is RefusedTargetException ? "refused_address" : "unreachable");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (null, "timeout");
        }
    }

    /// <summary>The time is signed along, so that a receiver can refuse what somebody sends again later.</summary>
    internal static string Sign(string secret, long seconds, byte[] body)
    {
        var time = seconds.ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(time + "."), .. body];
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        return $"t={time},v1={Convert.ToHexStringLower(hash)}";
    }

    public void Dispose() => _client.Dispose();
}
