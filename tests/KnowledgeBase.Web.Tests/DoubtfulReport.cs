using System.Text;
using System.Text.Json.Nodes;

namespace KnowledgeBase.Web.Tests;

/// <summary>A report with a line that cleaning doubts, a name that it cuts and one that it leaves.</summary>
internal static class DoubtfulReport
{
    public const string Doubted = "（来源：清风文苑）";

    /// <summary>Hands it in for a unit that no other test has, and waits until it can be read.</summary>
    public static async Task<string> HandInAsync(HttpClient client, string unit)
    {
        var text = $"""
            {unit}2023年度工作总结
            一、主要工作
            {Doubted}（一）整治河道。{unit}全年完成整治河道十二条，修复堤防四十公里。
            （二）巡查库坝。落实每周巡查制度，窗台小筑发现隐患三十处，均已销号。
            二、存在问题
            （一）管护老秘网力量不足。基层水管站人员老化，专业人员偏少。
            """;
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", unit + ".txt" } };
        using var accepted = await client.PostAsync("/api/v1/reports", form);
        accepted.EnsureSuccessStatusCode();
        for (var tries = 0; tries < 600; tries++)
        {
            var found = JsonNode.Parse(await client.GetStringAsync(
                "/api/v1/search?matchingStrategy=all&fold=none&q=" + Uri.EscapeDataString(unit)))!;
            if (found["hits"]!.AsArray()
                .FirstOrDefault(hit => ((string)hit!["title"]!).StartsWith(unit, StringComparison.Ordinal)) is { } hit)
                return (string)hit["reportId"]!;
            await Task.Delay(100);
        }

        throw new TimeoutException($"{unit} was not read");
    }
}
