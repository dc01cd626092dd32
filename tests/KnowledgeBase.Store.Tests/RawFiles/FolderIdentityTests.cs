using KnowledgeBase.Store.RawFiles;

namespace KnowledgeBase.Store.Tests.RawFiles;

public sealed class FolderIdentityTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_folder_keeps_its_identity_when_its_content_or_its_name_changes_and_another_one_has_another()
    {
        var one = Directory.CreateDirectory(_home.At("one")).FullName;
        var identity = FolderIdentity.Of(one);
        Assert.NotNull(identity);
        _home.Write("one/a.txt", "x");
        Assert.Equal(identity, FolderIdentity.Of(one));
        Directory.Move(one, _home.At("moved"));
        Assert.Equal(identity, FolderIdentity.Of(_home.At("moved")));
        Directory.CreateDirectory(one);
        Assert.NotEqual(identity, FolderIdentity.Of(one));
    }

    [Fact]
    public void What_is_no_folder_has_none()
    {
        Assert.Null(FolderIdentity.Of(_home.At("missing")));
        Assert.Null(FolderIdentity.Of(_home.Write("file", "x")));
    }
}
