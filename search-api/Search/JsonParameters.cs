using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>Parameters from a JSON object: the same names and values as in an address; an array gives a name several times.</summary>
internal static class JsonParameters
{
    /// <summary>The parameters, or why the element is none.</summary>
    public static (IQueryCollection? Parameters, string? Error) Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return (null, "the body is not a JSON object");
        var parameters = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        try
        {
            foreach (var property in element.EnumerateObject())
            {
                if (property.Value.ValueKind == JsonValueKind.Null)
                    continue;
                string[]? values = property.Value.ValueKind == JsonValueKind.Array
                    ? [.. property.Value.EnumerateArray().Select(Text).OfType<string>()]
                    : Text(property.Value) is { } value ? [value] : null;
                if (values is null || (property.Value.ValueKind == JsonValueKind.Array && values.Length != property.Value.GetArrayLength()))
                    return (null, $"'{property.Name}' is neither a text, a number, true, false nor a list of them");
                parameters[property.Name] = StringValues.Concat(parameters.GetValueOrDefault(property.Name), values);
            }
        }
        catch (InvalidOperationException)
        {
            return (null, "a text of the body holds half a surrogate pair");
        }

        return (new QueryCollection(parameters), null);
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
