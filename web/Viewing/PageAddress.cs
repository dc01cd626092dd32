using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace KnowledgeBase.Web.Viewing;

/// <summary>The search page's state, which is its address: everything a link needs to change one thing and keep the rest.</summary>
/// <param name="path">The page's own path.</param>
public sealed class PageAddress(IQueryCollection query, string path = "/")
{
    public IReadOnlyList<string> Values(string name) => [.. query[name].OfType<string>().Where(value => value.Length > 0)];

    /// <summary>The same search without one value; from its first page.</summary>
    public string Without(string name, string value) =>
        Build(name, [.. Values(name).Where(other => other != value)], keepPage: false);

    /// <summary>The same search with one value in place of whatever the name had; from its first page.</summary>
    public string With(string name, string value) => Build(name, [value], keepPage: false);

    /// <summary>The same search with nothing under a name; from its first page.</summary>
    public string WithoutAll(string name) => Build(name, [], keepPage: false);

    public string AtPage(int page) =>
        Build("page", page == 1 ? [] : [page.ToString(System.Globalization.CultureInfo.InvariantCulture)], keepPage: true);

    /// <summary>The whole result of the same search as a file.</summary>
    public string Export(string format) => "/api/v1/search" + Build("format", [format], keepPage: false)[path.Length..];

    /// <summary>What an address of the API gives for the same conditions, as a file.</summary>
    public string Export(string api, string format) => api + Build("format", [format], keepPage: false)[path.Length..];

    /// <summary>The page itself, without any condition.</summary>
    public string Plain => path;

    /// <summary>The same once more.</summary>
    public string Here => Build("", [], keepPage: true);

    /// <summary>The conditions that stand under some names, to be put behind another parameter: &amp;year=2023.</summary>
    public string Carry(params IReadOnlyList<string> names) => string.Concat(
        names.SelectMany(name => Values(name).Select(value => $"&{name}={Uri.EscapeDataString(value)}")));

    private string Build(string name, string[] values, bool keepPage)
    {
        var pairs = query
            .Where(pair => pair.Key != name && (keepPage || pair.Key != "page"))
            .SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value)))
            .Concat(values.Select(value => KeyValuePair.Create(name, (string?)value)))
            .Where(pair => !string.IsNullOrEmpty(pair.Value))
            .Select(pair => KeyValuePair.Create(pair.Key, new StringValues(pair.Value)));
        return QueryHelpers.AddQueryString(path, pairs);
    }
}
