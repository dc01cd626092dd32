using System.Net;

namespace KnowledgeBase.SearchApi.Tests.Api;

/// <summary>Look-ups follow the index a moment later.</summary>
internal static class CollectionReady
{
    /// <summary>Waits until look-ups answer from all samples.</summary>
    public static async Task WaitAsync(ApiServer server)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        foreach (var unit in (string[])["青溪县审计局", "云岭区教育局", "临江市望湖街道"])
        {
            while (true)
            {
                using var response = await server.Client.GetAsync($"/api/v1/units/{unit}", patience.Token);
                if (response.StatusCode == HttpStatusCode.OK)
                    break;
                await Task.Delay(50, patience.Token);
            }
        }
    }
}
