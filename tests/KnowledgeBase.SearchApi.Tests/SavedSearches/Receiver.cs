using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KnowledgeBase.SearchApi.Tests.SavedSearches;

/// <summary>A receiver of webhooks on a free port of loopback.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SemaphoreSlim _came = new(0);
    private readonly ConcurrentQueue<Message> _messages = new();

    private int _taken;

    private Receiver(WebApplication app)
    {
        _app = app;
    }

    /// <summary>What it answers to the next request.</summary>
    public Func<HttpContext, int> Answer { get; set; } = _ => 204;

    public string Url => _app.Urls.Single() + "/hook";

    public IReadOnlyList<Message> Messages => [.. _messages];

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>The next message, whenever it comes.</summary>
    public async Task<Message> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await _came.WaitAsync(patience.Token);
        return _messages.ElementAt(_taken++);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _came.Dispose();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        context.Response.StatusCode = Answer(context);
        _messages.Enqueue(new Message(
            context.Request.Path,
            context.Request.Headers["X-KnowledgeBase-Signature"].ToString(),
            context.Request.Headers["X-KnowledgeBase-Delivery"].ToString(),
            body,
            context.Response.StatusCode));
        _came.Release();
    }
}

public sealed record Message(string Path, string Signature, string Delivery, string Body, int Answered)
{
    public JsonArray Hits => JsonNode.Parse(Body)!["hits"]!.AsArray();
}
