using System.Globalization;
using System.Threading.RateLimiting;
using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.Store.Access;
using KnowledgeBase.Store.Settings;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.SearchApi.Limits;

/// <summary>
/// Each caller has a rate; searches and uploads run side by side up to a number. Who is above it is told so at once, so that those who
/// are served are served in time.
/// </summary>
internal sealed class RequestLimits(IOptions<LimitsOptions> options) : IConfigureOptions<RateLimiterOptions>
{
    private const string Seconds = "1";

    public void Configure(RateLimiterOptions limiter)
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(ByCaller), PartitionedRateLimiter.Create<HttpContext, Scopes>(ByWork));
        limiter.OnRejected = RefuseAsync;
    }

    private RateLimitPartition<string> ByCaller(HttpContext context) => RateLimitPartition.GetTokenBucketLimiter(
        Caller.Of(context) is { Kind: not CallerKind.Anonymous } known
            ? "caller " + known.Name
            : "address " + context.Connection.RemoteIpAddress,
        _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.Burst,
            TokensPerPeriod = Math.Max(1, options.Value.RequestsPerSecond / 10),
            ReplenishmentPeriod = options.Value.RequestsPerSecond < 10
                ? TimeSpan.FromSeconds(1.0 / options.Value.RequestsPerSecond)
                : TimeSpan.FromMilliseconds(100),
            QueueLimit = 0,
        });

    private RateLimitPartition<Scopes> ByWork(HttpContext context)
    {
        var scope = context.GetEndpoint()?.Metadata.GetMetadata<NeedsAttribute>()?.Scope;
        var searches = options.Value.SearchesAtOnce > 0 ? options.Value.SearchesAtOnce : Environment.ProcessorCount;
        return scope switch
        {
            Scopes.Search => AtOnce(Scopes.Search, searches, options.Value.SearchQueue),
            Scopes.Ingest => AtOnce(Scopes.Ingest, options.Value.UploadsAtOnce, options.Value.UploadQueue),
            _ => RateLimitPartition.GetNoLimiter(Scopes.None),
        };
    }

    private static RateLimitPartition<Scopes> AtOnce(Scopes work, int most, int queue) => RateLimitPartition.GetConcurrencyLimiter(
        work,
        _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = most,
            QueueLimit = queue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });

    /// <summary>A rate tells when it allows more; a full queue does not.</summary>
    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancel)
    {
        var isRate = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after);
        rejected.HttpContext.Response.Headers.RetryAfter =
            isRate ? Math.Max(1, Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture) : Seconds;
        await Problems.WriteAsync(
            rejected.HttpContext,
            isRate
                ? Problems.Create(429, "too_many_requests", "Too many requests.", "this caller asks more often than it may", "请求太频繁，请稍后再试")
                : Problems.Create(503, "busy", "Busy.", "too many searches or uploads run already", "现在太忙，请稍后再试")).ConfigureAwait(false);
    }
}
