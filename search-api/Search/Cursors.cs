using System.Buffers.Text;
using System.Globalization;
using System.Text;
using KnowledgeBase.SearchApi.Http;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>Where the next page begins, and of which state of the index, in a form that says nothing to its holder.</summary>
internal static class Cursors
{
    private const int Longest = 48;

    public static string? Next(Paging paging, long totalHits, long generation) =>
        paging.Offset + paging.HitsPerPage < totalHits && paging.Page < Paging.MaxPage
            ? Base64Url.EncodeToString(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{paging.Page + 1}g{generation}")))
            : null;

    /// <summary>The page and the generation of the index; null where the text is no cursor.</summary>
    public static (int Page, long Generation)? Read(string cursor)
    {
        if (cursor.Length > Longest || !Base64Url.IsValid(cursor))
            return null;
        return Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)).Split('g') is [var first, var second]
            && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is >= 1 and <= Paging.MaxPage
            && long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            ? (page, generation)
            : null;
    }
}
