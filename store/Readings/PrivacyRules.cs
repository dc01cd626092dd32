using KnowledgeBase.Reports.Privacy;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Store.Readings;

/// <summary>
/// What is kept of a file beside its text: numbers that are not masked, and whether marks of secrecy keep it out. As at the start.
/// </summary>
public sealed class PrivacyRules
{
    /// <summary>The rules of the configuration.</summary>
    /// <exception cref="IOException">The file of public numbers cannot be read.</exception>
    public PrivacyRules(IOptions<CorpusOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        AllowsSecret = options.Value.AllowSecret;
        var file = options.Value.PublicNumbersFile;
        PublicNumbers = File.Exists(file) ? PublicNumbers.Parse(File.ReadAllText(file)) : PublicNumbers.None;
    }

    /// <summary>Whether files with a mark of secrecy are indexed.</summary>
    public bool AllowsSecret { get; }

    /// <summary>Numbers that are not masked.</summary>
    public PublicNumbers PublicNumbers { get; }
}
