using KnowledgeBase.SearchApi;
using KnowledgeBase.SearchApi.Hosting;

return await ProductHost.RunAsync(() => ApiHost.Build(args));
