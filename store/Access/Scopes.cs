namespace KnowledgeBase.Store.Access;

/// <summary>What a caller may do. None implies another.</summary>
[Flags]
public enum Scopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Search, and everything that is computed over many passages.</summary>
    Search = 1,

    /// <summary>Read reports, originals, files and tasks.</summary>
    Read = 2,

    /// <summary>Hand in files, and have files read again.</summary>
    Ingest = 4,

    /// <summary>Correct what was read of a report.</summary>
    Correct = 8,

    /// <summary>Delete, refuse and purge.</summary>
    Admin = 16,

    /// <summary>See personal numbers instead of masks.</summary>
    Pii = 32,

    /// <summary>Keep searches, and have their new matches sent.</summary>
    Subscribe = 64,
}

/// <summary>Scopes as people write them.</summary>
public static class ScopeNames
{
    private static readonly Dictionary<string, Scopes> ByName = Enum.GetValues<Scopes>()
        .Where(scope => scope != Scopes.None)
        .ToDictionary(scope => scope.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>Every name.</summary>
    public static IReadOnlyCollection<string> All => ByName.Keys;

    /// <summary>Names with blanks or commas between them; null where one is no scope.</summary>
    public static Scopes? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var scopes = Scopes.None;
        foreach (var name in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!ByName.TryGetValue(name, out var scope))
                return null;
            scopes |= scope;
        }

        return scopes;
    }

    /// <summary>The names of some scopes, in a fixed order.</summary>
    public static IReadOnlyList<string> Of(Scopes scopes) => [.. ByName.Where(pair => scopes.HasFlag(pair.Value)).Select(pair => pair.Key)];
}
