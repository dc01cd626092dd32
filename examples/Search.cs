using System.Text;
using KnowledgeBase.Client;

namespace KnowledgeBase.Examples;

/// <summary>Searches, uploads a report, waits until it is searched, and finds it.</summary>
public static class Search
{
    private const string Report =
        "松岭县林业局2024年度工作总结\n2024年，松岭县林业局各项工作平稳推进，现总结如下：\n一、主要工作\n"
        + "（一）抓好森林防火。全年巡护一千八百次，隐患逐一督办整改。\n二、存在问题\n"
        + "（一）护林员队伍年龄偏大。现有护林员平均年龄偏高，智能巡护设备使用率不高。\n";

    public static async Task RunAsync(Uri server, string? key, TextWriter output)
    {
        using var http = new HttpClient { BaseAddress = server };
        var knowledge = new KnowledgeBaseClient(http, key);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Report));
        var accepted = await knowledge.UploadAsync("林业局2024.txt", content);
        var task = await knowledge.WaitAsync(accepted.TaskUid!.Value);
        await output.WriteLineAsync($"{task!.Status}: {task.Reports} report, {task.Passages} passages");
        await foreach (var passage in knowledge.SearchAllAsync(new SearchQuery { Line = "\"护林员队伍年龄偏大\"", Sections = ["存在问题"] }))
            await output.WriteLineAsync($"{passage.Unit} {passage.Year}: {passage.Text}");
    }
}
