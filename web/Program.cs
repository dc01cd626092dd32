using KnowledgeBase.SearchApi.Hosting;
using KnowledgeBase.SearchApi.Mcp;
using KnowledgeBase.Web;

return args is [McpHost.Command, .. var rest]
    ? await McpHost.RunAsync(rest)
    : await ProductHost.RunAsync(() => WebApp.Build(args));
