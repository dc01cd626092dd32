using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.SearchApi.Access;

/// <summary>Who changed or saw what, one JSON object a line, only ever appended to. Never a key, never a text, never a query.</summary>
/// <remarks>The file is opened for each line, so that it can be moved away while the server runs.</remarks>
public sealed partial class AuditLog(
    IOptions<AccessOptions> access, IOptions<IndexFolderOptions> index, TimeProvider clock, ILogger<AuditLog> log)
{
    /// <summary>More refusals a second are counted, not written: a stranger must not fill the disk.</summary>
    private const int MostRefusals = 20;

    private readonly Lock _lock = new();
    private readonly string _file = access.Value.AuditFile(index.Value.Folder);
    private long _second;
    private int _refusals;
    private long _unwritten;

    /// <summary>Adds a line.</summary>
    public void Write(Caller caller, HttpContext context, string what, int status)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(context);
        lock (_lock)
        {
            if (status is 401 or 403 && IsTooMany())
            {
                _unwritten++;
                return;
            }

            var line = new AuditLine(
                clock.GetUtcNow(),
                caller.Name,
                context.Connection.RemoteIpAddress?.ToString(),
                what,
                context.Request.RouteValues.TryGetValue("id", out var id) && id is string text && IsId(text) ? text : null,
                status,
                _unwritten > 0 ? _unwritten : null);
            try
            {
                Append(line);
                _unwritten = 0;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _unwritten++;
                NotWritten(_file, e.Message);
            }
        }
    }

    private void Append(AuditLine line)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(_file, options);
        file.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, AuditJson.Lines.AuditLine), (byte)'\n']);
    }

    private bool IsTooMany()
    {
        var second = clock.GetTimestamp() / clock.TimestampFrequency;
        (_second, _refusals) = second == _second ? (_second, _refusals + 1) : (second, 1);
        return _refusals > MostRefusals;
    }

    /// <summary>Ids alone: what else somebody writes into an address may be text.</summary>
    private static bool IsId(string text) => text.Length <= 40 && text.All(c => char.IsAsciiHexDigitLower(c) || c == '-');

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit log '{file}' cannot be written: {reason}")]
    private partial void NotWritten(string file, string reason);
}

/// <param name="Unwritten">Lines before this one that are missing.</param>
internal sealed record AuditLine(DateTimeOffset Time, string Who, string? From, string What, string? Id, int Status, long? Unwritten);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditLine))]
internal sealed partial class AuditJson : JsonSerializerContext
{
    private static AuditJson? _lines;

    public static AuditJson Lines =>
        _lines ??= new AuditJson(new JsonSerializerOptions(Default!.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
