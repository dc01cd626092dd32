using System.CommandLine;
using System.Globalization;
using KnowledgeBase.Store.Access;
using KnowledgeBase.Store.Settings;

namespace KnowledgeBase.Indexer.CommandLine;

/// <summary><c>keys add NAME --scopes SCOPES [--expires DATE] | list | revoke ID</c>: who may use the server.</summary>
internal static class KeysCommand
{
    private const int LongestName = 100;

    public static Command Create() => new("keys", "The keys that open the server. A running server takes up a change within a second.")
    {
        Add(),
        List(),
        Revoke(),
    };

    private static Command Add()
    {
        var (index, folder) = (IndexOption.Create(), Folder());
        var name = new Argument<string>("NAME") { Description = "who or what gets the key" };
        var scopes = new Option<string>("--scopes")
        {
            Description = $"what it allows: {string.Join(", ", ScopeNames.All)}; several with commas between them",
            Required = true,
        };
        var expires = new Option<string?>("--expires") { Description = "the first day, in UTC, on which it opens nothing: 2027-01-31" };
        var command = new Command("add", "Makes a key and shows it, this once.") { name, scopes, expires, index, folder };
        command.SetAction(parsed => Add(
            FileOf(parsed.GetRequiredValue(index), parsed.GetValue(folder)),
            parsed.GetRequiredValue(name).Trim(),
            parsed.GetRequiredValue(scopes),
            parsed.GetValue(expires)));
        return command;
    }

    private static int Add(KeyFile file, string name, string scopes, string? expires)
    {
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
            throw new InvalidDataException($"a name has 1 to {LongestName} characters, none of them a control character");
        if (ScopeNames.Parse(scopes) is not { } allowed || allowed == Scopes.None)
            throw new InvalidDataException($"'{scopes}' is not made of {string.Join(", ", ScopeNames.All)}");
        var now = DateTimeOffset.UtcNow;
        var end = expires is null ? (DateTimeOffset?)null : Day(expires);
        if (end <= now)
            throw new InvalidDataException($"--expires {expires} is past");
        var (key, kept) = file.Add(name, allowed, now, end);
        Console.WriteLine(key);
        Console.Error.WriteLine(
            $"{kept.Id} {kept.Name}: {string.Join(", ", kept.Scopes)}{Until(kept)}; the key is shown this once, only its hash is kept");
        return 0;
    }

    private static Command List()
    {
        var (index, folder) = (IndexOption.Create(), Folder());
        var command = new Command("list", "Lists the keys, never their values.") { index, folder };
        command.SetAction(parsed =>
        {
            foreach (var key in FileOf(parsed.GetRequiredValue(index), parsed.GetValue(folder)).Read())
                Console.WriteLine($"{key.Id}\t{key.Name}\t{string.Join(',', key.Scopes)}\t{Date(key.Created)}{Until(key)}{Revoked(key)}");
            return 0;
        });
        return command;
    }

    private static Command Revoke()
    {
        var (index, folder) = (IndexOption.Create(), Folder());
        var id = new Argument<string>("ID") { Description = "the key's id, as list shows it" };
        var command = new Command("revoke", "Revokes a key for good.") { id, index, folder };
        command.SetAction(parsed =>
        {
            var named = parsed.GetRequiredValue(id);
            if (!FileOf(parsed.GetRequiredValue(index), parsed.GetValue(folder)).Revoke(named, DateTimeOffset.UtcNow))
                throw new InvalidDataException($"there is no key '{named}'");
            Console.WriteLine($"{named} revoked");
            return 0;
        });
        return command;
    }

    private static Option<string> Folder() => new("--access-folder")
    {
        Description = "the folder of the keys where Access:Folder names one; by default the folder that holds the index",
        DefaultValueFactory = _ => "",
    };

    private static KeyFile FileOf(string index, string? folder)
    {
        var access = new AccessOptions { Folder = folder ?? "" };
        return new KeyFile(access.KeysFile(index), ServerTexts.Open(index, access));
    }

    private static DateTimeOffset Day(string text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day)
            ? day
            : throw new InvalidDataException($"--expires '{text}' is no day like 2027-01-31");

    private static string Until(AccessKey key) => key.Expires is { } end ? $", until {Date(end)}" : "";

    private static string Revoked(AccessKey key) => key.Revoked is { } at ? $", revoked {Date(at)}" : "";

    private static string Date(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
