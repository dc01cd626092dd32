using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Store.Catalog;

namespace KnowledgeBase.Lookups.Tests.Collection;

public sealed class CollectedPassageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kb-lookups-").FullName;

    [Fact]
    public void An_empty_index_holds_no_passages()
    {
        using var store = new KnowledgeStore(_folder);
        using (var writer = store.OpenWriter())
            writer.Commit();
        using var snapshot = store.Snapshot();
        Assert.Empty(CollectedPassage.All(snapshot));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
