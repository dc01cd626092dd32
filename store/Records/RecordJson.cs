using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KnowledgeBase.Store.Records;

/// <summary>How records are written into the index.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReportRecord))]
[JsonSerializable(typeof(PassageRecord))]
[JsonSerializable(typeof(FileEntry))]
internal sealed partial class RecordJson : JsonSerializerContext
{
    private static RecordJson? _plain;

    /// <summary>Writes Chinese as it is: three bytes a character instead of the six of an escape. Reads both.</summary>
    public static RecordJson Plain =>
        _plain ??= new RecordJson(new JsonSerializerOptions(Default!.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
