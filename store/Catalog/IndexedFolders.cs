using System.Text.Json;
using System.Text.Json.Serialization;
using KnowledgeBase.Store.Durability;

namespace KnowledgeBase.Store.Catalog;

/// <summary>Which folders an index was made from: a small file beside the index, readable also where the index is damaged.</summary>
/// <param name="indexFolder">The index's folder.</param>
public sealed class IndexedFolders(string indexFolder)
{
    private readonly string _file = Path.GetFullPath(indexFolder).TrimEnd(Path.DirectorySeparatorChar) + ".folders.json";

    /// <summary>The folders as recorded; null where nothing is recorded.</summary>
    public RecordedFolders? Read() => File.Exists(_file)
        ? JsonSerializer.Deserialize(File.ReadAllBytes(_file), FoldersJson.Default.RecordedFolders)
        : null;

    /// <summary>Refuses an index that holds the files of another corpus: following this one would drop all of them.</summary>
    /// <exception cref="OtherCorpusException">It does.</exception>
    public void Require(string corpus)
    {
        if (Read() is { } recorded && recorded.Corpus != Path.GetFullPath(corpus))
            throw new OtherCorpusException(indexFolder, recorded.Corpus, Path.GetFullPath(corpus));
    }

    /// <summary>Records the folders, durable when this returns.</summary>
    public void Write(string corpus, string uploads)
    {
        var folders = new RecordedFolders(Path.GetFullPath(corpus), Path.GetFullPath(uploads));
        if (Read() != folders)
            DurableFile.Replace(_file, JsonSerializer.SerializeToUtf8Bytes(folders, FoldersJson.Default.RecordedFolders));
    }
}

/// <summary>The folders that an index was made from, as full paths.</summary>
/// <param name="Corpus">The folder of raw files.</param>
/// <param name="Uploads">The folder of uploaded files.</param>
public sealed record RecordedFolders(string Corpus, string Uploads);

/// <summary>An index holds the files of another corpus.</summary>
public sealed class OtherCorpusException : Exception
{
    /// <summary>Of two folders.</summary>
    public OtherCorpusException(string index, string recorded, string corpus)
        : this(
            $"the index in '{index}' holds the files of '{recorded}', not of '{corpus}'; name another index, or confirm that its files are "
            + "to be replaced (ingest: --replace-corpus; web: --Index:ReplaceCorpus true)")
    {
    }

    private OtherCorpusException(string message)
        : base(message)
    {
    }

    /// <summary>Of a folder in the place of a server.</summary>
    public static OtherCorpusException FolderInsteadOfServer(string index) =>
        new($"the index in '{index}' was made from a folder and cannot follow a server; name another one with Index:Folder");

    /// <summary>Of a server in the place of a folder.</summary>
    public static OtherCorpusException ServerInsteadOfFolder(string index) =>
        new($"the index in '{index}' follows a server (ConnectionStrings:KnowledgeBase); name another one with Index:Folder");

    /// <summary>Of a name that another folder has on the server.</summary>
    public static OtherCorpusException NameInUse(string name, string recorded, string corpus) =>
        new($"the folder name '{name}' on the server belongs to '{recorded}', not to '{corpus}'; give this folder a name of its own "
            + "(Corpus:Name), or confirm that its files are to be replaced (Index:ReplaceCorpus true)");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(RecordedFolders))]
internal sealed partial class FoldersJson : JsonSerializerContext;
