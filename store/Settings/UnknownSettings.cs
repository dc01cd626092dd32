using Microsoft.Extensions.Configuration;

namespace KnowledgeBase.Store.Settings;

/// <summary>Finds mistyped settings under the product's own sections.</summary>
internal static class UnknownSettings
{
    /// <summary>Names every setting of a section that its options do not have; null where there is none.</summary>
    public static string? Describe<T>(IConfigurationSection section)
    {
        var known = typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => property.Name).ToList();
        var unknown = section.GetChildren().Select(child => child.Key).Except(known, StringComparer.OrdinalIgnoreCase).ToList();
        return unknown.Count == 0
            ? null
            : $"unknown setting {string.Join(", ", unknown.Select(name => $"{section.Key}:{name}"))}; "
                + $"{section.Key} has {string.Join(", ", known)}";
    }
}
