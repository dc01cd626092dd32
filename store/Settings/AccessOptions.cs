using System.ComponentModel.DataAnnotations;

namespace KnowledgeBase.Store.Settings;

/// <summary>Who may do what over the network. Section <c>Access</c>.</summary>
public sealed class AccessOptions
{
    /// <summary>The name of the file of keys.</summary>
    private const string KeysName = "keys.json";

    /// <summary>The name of the audit log.</summary>
    private const string AuditName = "audit.jsonl";

    /// <summary>Where keys and audit log lie. Empty: the folder that holds the index's folder.</summary>
    public string Folder { get; init; } = "";

    /// <summary>
    /// True: callers without a key have <see cref="AnonymousScopes"/> also where keys exist, and also beyond localhost.
    /// </summary>
    public bool AllowAnonymous { get; init; }

    /// <summary>What callers without a key may do as long as none is needed.</summary>
    public string AnonymousScopes { get; init; } = "search read ingest correct admin subscribe";

    /// <summary>The addresses whose <see cref="ProxyUserHeader"/> is believed, with blanks or commas between them.</summary>
    public string ProxyAddresses { get; init; } = "";

    /// <summary>The header in which a reverse proxy names the user that it has checked.</summary>
    public string ProxyUserHeader { get; init; } = "";

    /// <summary>What a user whom the proxy names may do.</summary>
    public string ProxyScopes { get; init; } = "search read";

    /// <summary>How long a browser stays signed in.</summary>
    [Range(1, 720)]
    public int SessionHours { get; init; } = 12;

    /// <summary>The file of keys that goes with an index.</summary>
    public string KeysFile(string indexFolder) => Path.Combine(FolderFor(indexFolder), KeysName);

    /// <summary>The audit log that goes with an index.</summary>
    public string AuditFile(string indexFolder) => Path.Combine(FolderFor(indexFolder), AuditName);

    private string FolderFor(string indexFolder) => Folder.Length > 0
        ? Path.GetFullPath(Folder)
        : Path.GetDirectoryName(Path.GetFullPath(indexFolder).TrimEnd(Path.DirectorySeparatorChar)) ?? Path.GetFullPath(indexFolder);
}
