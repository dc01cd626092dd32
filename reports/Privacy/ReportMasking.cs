namespace KnowledgeBase.Reports.Privacy;

/// <summary>A stretch of a report's text as it was before masking.</summary>
/// <param name="Start">UTF-16 offset in the report's text.</param>
/// <param name="Text">What stood there.</param>
public sealed record HiddenText(int Start, string Text);

/// <summary>Masks a report whole: its text, and everything that was taken from it.</summary>
public static class ReportMasking
{
    /// <summary>The report without personal numbers, and what stood in their places.</summary>
    public static (Report Masked, IReadOnlyList<HiddenText> Hidden) Mask(Report report, PublicNumbers? isPublic = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        var numbers = PersonalNumbers.Find(report.Text, isPublic);
        var masked = PersonalNumbers.Masked(report.Text, numbers);
        var pieces = new Pieces(report.Text, masked, isPublic);
        return (
            report with
            {
                Title = pieces.Of(report.Title, 0),
                Text = masked,
                Unit = pieces.Of(report.Unit),
                UnitNames = [.. report.UnitNames.Select(name => pieces.Of(name, 0))],
                UnitType = pieces.Of(report.UnitType),
                Level = pieces.Of(report.Level),
                Year = pieces.Of(report.Year),
                Kind = pieces.Of(report.Kind),
                Source = pieces.Of(report.Source),
                Sections = [.. report.Sections.Select(pieces.Of)],
                Formalities =
                [
                    .. report.Formalities.Select(line => line with
                    {
                        Text = masked.Substring(line.Start, line.Text.Length),
                        Heading = pieces.Heading(line.Heading, line.Start),
                    }),
                ],
                Suspected =
                [
                    .. report.Suspected.Select(doubt => doubt with
                    {
                        Text = masked.Substring(doubt.Start, doubt.Length),
                        Reason = PersonalNumbers.Masked(doubt.Reason, isPublic),
                    }),
                ],
                Notes = [.. report.Notes.Select(note => note with { Message = pieces.Of(note.Message, 0) })],
            },
            [.. numbers.Select(number => new HiddenText(number.Start, report.Text.Substring(number.Start, number.Length)))]);
    }

    /// <summary>The text of a report with what was masked put back.</summary>
    public static string Reveal(string masked, IReadOnlyList<HiddenText> hidden)
    {
        ArgumentNullException.ThrowIfNull(masked);
        ArgumentNullException.ThrowIfNull(hidden);
        return hidden.Count == 0
            ? masked
            : string.Create(masked.Length, (masked, hidden), static (text, source) =>
            {
                source.masked.CopyTo(text);
                foreach (var piece in source.hidden)
                    piece.Text.CopyTo(text[piece.Start..]);
            });
    }

    /// <summary>
    /// Pieces of the text are cut from the masked text: a number that reaches beyond a piece is found in the whole text alone.
    /// </summary>
    private sealed class Pieces(string text, string masked, PublicNumbers? isPublic)
    {
        public Section Of(Section section) => section with
        {
            Heading = Heading(section.Heading, section.Start),
            Passages =
            [
                .. section.Passages.Select(passage => passage with
                {
                    Heading = Heading(passage.Heading, passage.Start),
                    HeadingPath = [.. passage.HeadingPath.Select(heading => Of(heading, 0))],
                    Text = masked.Substring(passage.Start, passage.Length),
                    Cells =
                    [
                        .. passage.Cells.Select(cell => new TableCell(
                            cell.Column is null ? null : Of(cell.Column, 0), Of(cell.Text, passage.Start))),
                    ],
                }),
            ],
        };

        public string? Heading(string? heading, int start) => heading is null ? null : Of(heading, start);

        public Fact<T>? Of<T>(Fact<T>? fact) => fact is null
            ? null
            : fact with
            {
                Value = fact.Value is string value ? (T)(object)Of(value, 0) : fact.Value,
                Evidence = Of(fact.Evidence, Math.Max(0, fact.Start)),
            };

        /// <summary>A piece that stands in the text at or behind a place, or somewhere else.</summary>
        public string Of(string piece, int from)
        {
            var at = piece.Length == 0 || ReferenceEquals(text, masked)
                ? -1
                : text.IndexOf(piece, Math.Min(from, text.Length), StringComparison.Ordinal);
            return PersonalNumbers.Masked(at < 0 ? piece : masked.Substring(at, piece.Length), isPublic);
        }
    }
}
