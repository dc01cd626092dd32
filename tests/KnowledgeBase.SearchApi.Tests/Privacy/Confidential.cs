using System.Text;
using KnowledgeBase.SearchApi.Tests.Api;
using KnowledgeBase.Store.Access;

namespace KnowledgeBase.SearchApi.Tests.Privacy;

/// <summary>A server over a report that holds personal numbers in every place where a report can hold one.</summary>
public sealed class Confidential : IAsyncLifetime
{
    public const string Mobile = ReportWithNumbers.Mobile;

    public ApiServer Server { get; } = new()
    {
        Files =
        [
            (ReportWithNumbers.Name, Encoding.UTF8.GetBytes(ReportWithNumbers.Text)),
            (ReportWithNumbers.NameWithoutReport, Encoding.UTF8.GetBytes(ReportWithNumbers.TextWithoutReport)),
        ],
        ClientScopes = Scopes.Search | Scopes.Read | Scopes.Ingest | Scopes.Correct | Scopes.Admin,
    };

    public ValueTask InitializeAsync() => Server.InitializeAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>The secrets that an answer gives away, whatever parts their characters.</summary>
    public static IEnumerable<string> In(string answer)
    {
        var plain = string.Concat(answer.Replace("<em>", "", StringComparison.Ordinal).Replace("</em>", "", StringComparison.Ordinal)
            .Replace("\\n", "", StringComparison.Ordinal).Normalize(NormalizationForm.FormKC)
            .Where(c => char.IsLetterOrDigit(c) || c is '@' or '.'));
        return ReportWithNumbers.Secrets.Where(secret => plain.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }
}
