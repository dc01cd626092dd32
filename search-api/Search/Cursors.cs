using System.Buffers.Text;
using System.Globalization;
using System.Text;
using KnowledgeBase.SearchApi.Http;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>Where the next page begins, in a form that says nothing to its holder.</summary>
internal static class Cursors
{
    public static string? Next(Paging paging, long totalHits) =>
        paging.Offset + paging.HitsPerPage < totalHits && paging.Page < Paging.MaxPage
        ? Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"p{paging.Page + 1}")))
        : null;

    /// <summary>The page, or null where the text is no cursor.</summary>
    public static int? Read(string cursor)
    {
        if (cursor.Length > 16 || !Base64Url.IsValid(cursor))
            return null;
        var text = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor));
        return text is ['p', .. var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            && page is >= 1 and <= Paging.MaxPage
            ? page
            : null;
    }
}
