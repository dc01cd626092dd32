using KnowledgeBase.SearchApi.Hosting;
using KnowledgeBase.Web;

return await ProductHost.RunAsync(() => WebApp.Build(args));
