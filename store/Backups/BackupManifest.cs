using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using KnowledgeBase.Store.Durability;
using KnowledgeBase.Store.RawFiles;

namespace KnowledgeBase.Store.Backups;

/// <summary>
/// The list of what a backup consists of, in the file <c>backup.json</c>. It is written last, in one step: a folder without it is no
/// backup, however much else is in it.
/// </summary>
public sealed record BackupManifest
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "backup.json";

    /// <summary>History: 1, the first.</summary>
    internal const int CurrentVersion = 1;

    /// <summary>The layout of the backup; a newer one than this program knows is refused.</summary>
    public required int Version { get; init; }

    /// <summary>When the index was copied, in UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The version of the program that made it.</summary>
    public required string Product { get; init; }

    /// <summary>The commit of the index.</summary>
    public required long Generation { get; init; }

    /// <summary>Whether the corpus is part of it.</summary>
    public required bool HasCorpus { get; init; }

    /// <summary>Every other file of the backup.</summary>
    public required IReadOnlyList<BackupFile> Files { get; init; }

    /// <summary>The manifest of a backup.</summary>
    /// <exception cref="InvalidDataException">The folder is no finished backup, or not one of this program.</exception>
    internal static BackupManifest Read(string backup)
    {
        var path = Path.Combine(backup, FileName);
        if (!File.Exists(path))
            throw new InvalidDataException($"'{backup}' is no finished backup: it has no {FileName}, which is written last");
        try
        {
            var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), BackupJson.Default.BackupManifest);
            if (manifest is null || manifest.Files is null || manifest.Files.Any(file => file is null || !file.IsPlausible))
                throw new InvalidDataException($"'{path}' lists files that no backup has");
            if (manifest.Version > CurrentVersion)
            {
                throw new InvalidDataException(
                    $"'{backup}' has backup version {manifest.Version}, this program reads up to {CurrentVersion}; use the newer program");
            }

            return manifest;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{path}' is damaged: {e.Message}", e);
        }
    }

    internal void Write(string backup) => DurableFile.Replace(
        Path.Combine(backup, FileName), JsonSerializer.SerializeToUtf8Bytes(this, BackupJson.Written.BackupManifest));
}

/// <summary>A file of a backup.</summary>
/// <param name="Path">Its path in the backup, with '/'.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Of its bytes, in lower-case hex.</param>
/// <param name="Modified">The original's own time of its last change: by it a restored raw file is known as read already.</param>
public sealed record BackupFile(string Path, long Size, string Sha256, DateTimeOffset Modified)
{
    /// <summary>A manifest is a file from elsewhere: it names only what a backup has, and nothing outside of it.</summary>
    [JsonIgnore]
    internal bool IsPlausible =>
        Path is not null && Sha256 is { Length: 64 } && Size >= 0
        && Path.Split('/') is var parts
        && parts.All(part => part.Length > 0 && part is not "." and not ".." && part.AsSpan().IndexOfAny('\\', ':', '\0') < 0)
        && (parts is [BackupLocations.IndexName or BackupLocations.SavedSearchesName, _]
            or [SourceFolders.CorpusName or SourceFolders.UploadsName, _, ..]
            or [BackupLocations.CorrectionsName or BackupLocations.MarksName or BackupLocations.KeysName or BackupLocations.AuditName
                or BackupLocations.RefusalsName]);

    /// <summary>The file below a folder that stands for the first part of its path.</summary>
    internal string Below(string folder) => System.IO.Path.Combine([folder, .. Path.Split('/')[1..]]);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext
{
    /// <summary>Names of files stand as they are.</summary>
    public static BackupJson Written =>
        field ??= new(new JsonSerializerOptions(Default!.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
