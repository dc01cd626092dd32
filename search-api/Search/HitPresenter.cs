using System.Text;
using KnowledgeBase.Engine;
using KnowledgeBase.SearchApi.QueryRelaxation;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>From a document of the index to a hit of the API.</summary>
internal static class HitPresenter
{
    /// <summary>The index's text fields, and what the API calls them.</summary>
    private static readonly (string Field, string Name)[] Fields =
        [(PassageSchema.Text, "text"), (PassageSchema.HeadingText, "heading"),
            (PassageSchema.Title, "title"), (PassageSchema.UnitText, "unit")];

    public static SearchHit Present(Snapshot snapshot, Hit hit, Query? query, MatchKind? match = null, SearchParameters? parameters = null)
    {
        var passage = PassageDocument.Read(snapshot, hit.Document);
        var reportId = ReportRecord.IdOf(snapshot.GroupOf(hit.Document));
        var formatted = new Dictionary<string, string>(StringComparer.Ordinal);
        var positions = new Dictionary<string, IReadOnlyList<MatchPosition>>(StringComparer.Ordinal);
        foreach (var (field, name) in Fields)
        {
            if (query is null || passage.TextOf(field) is not { } text)
                continue;
            var spans = snapshot.Highlight(query, text, field);
            formatted[name] = field == PassageSchema.Text && parameters?.CropLength is { } length
                ? Crop(text, spans, length)
                : Format(text, spans);
            if (spans.Count > 0)
                positions[name] = [.. spans.Select(span => new MatchPosition(span.Start, span.Length))];
        }

        return new SearchHit
        {
            Id = passage.Id,
            Text = passage.Text,
            Heading = passage.Heading,
            HeadingPath = passage.Location.HeadingPath,
            Section = passage.Section,
            Unit = passage.Unit,
            UnitType = passage.UnitType,
            Year = passage.Year,
            Kind = passage.Kind,
            Title = passage.Title,
            ReportId = reportId,
            Source = passage.Source,
            Topic = passage.Topic,
            TopicEvidence = passage.Topic is null ? null : passage.Location.TopicEvidence,
            Url = Links.Passage(reportId, passage.Id),
            Formatted = query is null ? null : formatted,
            MatchesPosition = query is null ? null : positions,
            Folded = FoldedPassages.Of(snapshot, hit),
            Match = match is { } kind ? RankingScores.NameOf(kind) : null,
            RankingScore = RankingScores.Of(hit.Score, match ?? MatchKind.Exact),
            RankingScoreDetails = parameters?.ShowRankingScoreDetails is true && match is { } step
                ? RankingScores.DetailsOf(hit.Score, step)
                : null,
        };
    }

    private static string Crop(string text, IReadOnlyList<TextSpan> spans, int length)
    {
        var piece = Snippets.Cut(text, spans, length);
        var end = piece.Start + piece.Length;
        var own = spans
            .Where(span => span.Start < end && span.Start + span.Length > piece.Start)
            .Select(span => (Start: Math.Max(span.Start, piece.Start), End: Math.Min(span.Start + span.Length, end)))
            .Select(span => new TextSpan(span.Start - piece.Start, span.End - span.Start));
        return $"{(piece.Start > 0 ? "…" : "")}{Format(text.Substring(piece.Start, piece.Length), [.. own])}"
            + $"{(end < text.Length ? "…" : "")}";
    }

    /// <summary>The text as HTML: escaped first, then marked.</summary>
    internal static string Format(string text, IReadOnlyList<TextSpan> spans)
    {
        var html = new StringBuilder();
        var at = 0;
        foreach (var span in spans)
        {
            html.Append(Escape(text[at..span.Start])).Append("<em>")
                .Append(Escape(text.Substring(span.Start, span.Length))).Append("</em>");
            at = span.Start + span.Length;
        }

        return html.Append(Escape(text[at..])).ToString();
    }

    /// <summary>Only what HTML itself needs; × and “ are characters like any other.</summary>
    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);
}
