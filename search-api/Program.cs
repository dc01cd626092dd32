using KnowledgeBase.SearchApi;
using KnowledgeBase.SearchApi.Hosting;
using KnowledgeBase.SearchApi.Mcp;

return args is [McpHost.Command, .. var rest]
    ? await McpHost.RunAsync(rest)
    : await ProductHost.RunAsync(() => ApiHost.Build(args));
