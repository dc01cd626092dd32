using KnowledgeBase.Store.Catalog;

namespace KnowledgeBase.Store.Tests.Catalog;

public sealed class KnowledgeStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kb-store-").FullName;

    [Fact]
    public void A_new_folder_holds_no_files_and_says_so()
    {
        using var store = new KnowledgeStore(_folder);
        using (var writer = store.OpenWriter())
            writer.Commit();
        Assert.Empty(store.Catalog.Files);
        Assert.Equal("0 files, 0 reports, 0 passages; 0 files without a report", store.Describe());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
