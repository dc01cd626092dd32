using System.CommandLine;
using KnowledgeBase.Store.Settings;

namespace KnowledgeBase.Indexer.CommandLine;

internal static class IndexOption
{
    public static Option<string> Create() => new("--index")
    {
        Description = "the folder of the index",
        DefaultValueFactory = _ => new IndexFolderOptions().Folder,
    };
}
