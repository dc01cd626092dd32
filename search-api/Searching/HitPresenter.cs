using System.Text;
using KnowledgeBase.Engine;
using KnowledgeBase.Indexer.Documents;
using KnowledgeBase.SearchApi.Contracts;

namespace KnowledgeBase.SearchApi.Searching;

/// <summary>From a document of the index to a hit of the API.</summary>
internal static class HitPresenter
{
    /// <summary>The index's text fields in their order, and what the API calls them.</summary>
    private static readonly (string Field, string Name)[] Fields =
        [(PassageSchema.Text, "text"), (PassageSchema.HeadingText, "heading"), (PassageSchema.Title, "title"), (PassageSchema.UnitText, "unit")];

    public static SearchHit Present(Snapshot snapshot, Hit hit, Query? query)
    {
        var document = snapshot.Read(hit.Document);
        var record = PassageRecord.FromBytes(document.Stored.Span);
        var reportId = ReportRecord.IdOf(snapshot.GroupOf(hit.Document));
        var formatted = new Dictionary<string, string>(StringComparer.Ordinal);
        var positions = new Dictionary<string, IReadOnlyList<MatchPosition>>(StringComparer.Ordinal);
        for (var i = 0; i < Fields.Length && query is not null; i++)
        {
            if (document.Texts[i] is not { } text)
                continue;
            var spans = snapshot.Highlight(query, text, Fields[i].Field);
            formatted[Fields[i].Name] = Format(text, spans);
            if (spans.Count > 0)
                positions[Fields[i].Name] = [.. spans.Select(span => new MatchPosition(span.Start, span.Length))];
        }

        return new SearchHit
        {
            Id = document.Id,
            Text = document.Texts[0]!,
            Heading = document.Texts[1],
            HeadingPath = record.HeadingPath,
            Section = document.Keywords[0]!,
            Unit = document.Texts[3],
            UnitType = document.Keywords[1],
            Year = document.Numbers[0],
            Kind = document.Keywords[3],
            Title = document.Texts[2]!,
            ReportId = reportId,
            Source = document.Keywords[4],
            Url = Links.Passage(reportId, document.Id),
            Formatted = query is null ? null : formatted,
            MatchesPosition = query is null ? null : positions,
            RankingScore = Math.Round(hit.Score, 4),
        };
    }

    /// <summary>The text as HTML: escaped first, then marked.</summary>
    internal static string Format(string text, IReadOnlyList<TextSpan> spans)
    {
        var html = new StringBuilder();
        var at = 0;
        foreach (var span in spans)
        {
            html.Append(Escape(text[at..span.Start])).Append("<em>").Append(Escape(text.Substring(span.Start, span.Length))).Append("</em>");
            at = span.Start + span.Length;
        }

        return html.Append(Escape(text[at..])).ToString();
    }

    private static string Escape(string text) => System.Net.WebUtility.HtmlEncode(text);
}
