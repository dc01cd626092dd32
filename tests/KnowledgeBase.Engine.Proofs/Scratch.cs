namespace KnowledgeBase.Engine.Proofs;

/// <summary>A folder of one's own that goes away.</summary>
public sealed class Scratch : IDisposable
{
    public Scratch() => Folder = Directory.CreateTempSubdirectory("kb-proof-").FullName;

    public string Folder { get; }

    public string At(string name) => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
