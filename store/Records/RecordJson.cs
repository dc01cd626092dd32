using System.Text.Json.Serialization;

namespace KnowledgeBase.Store.Records;

/// <summary>How records are written into the index.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReportRecord))]
[JsonSerializable(typeof(PassageRecord))]
[JsonSerializable(typeof(FileRecord))]
internal sealed partial class RecordJson : JsonSerializerContext;
