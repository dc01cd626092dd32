namespace KnowledgeBase.Reports.Privacy;

/// <summary>Masks all that was read of a raw file, what cleaning took out of it included.</summary>
public static class ReadingMasking
{
    /// <summary>The reading without personal numbers; every position stays.</summary>
    public static Reading Mask(Reading reading, PublicNumbers? isPublic = null)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var raw = reading.RawText ?? "";
        var masked = PersonalNumbers.Masked(raw, isPublic);
        return reading with
        {
            RawText = reading.RawText is null ? null : masked,
            Reports = [.. reading.Reports.Select(report => ReportMasking.Mask(report, isPublic).Masked)],
            Removed = [.. reading.Removed.Select(Of)],
            Layout = [.. reading.Layout.Select(Of)],
            Suspected =
            [
                .. reading.Suspected.Select(doubt => doubt with
                {
                    Text = Piece(doubt.Text, doubt.Start, doubt.Length),
                    Reason = PersonalNumbers.Masked(doubt.Reason, isPublic),
                }),
            ],
            Notes = [.. reading.Notes.Select(note => note with { Message = PersonalNumbers.Masked(note.Message, isPublic) })],
            FoundNames = [.. reading.FoundNames.Select(name => PersonalNumbers.Masked(name, isPublic))],
        };

        Removal Of(Removal removal) => removal with
        {
            Text = Piece(removal.Text, removal.Start, removal.Length),
            Reason = PersonalNumbers.Masked(removal.Reason, isPublic),
        };

        // What stands in the raw text is cut from the masked one: a number may reach beyond the piece.
        string Piece(string text, int start, int length) =>
            start >= 0 && start + length <= raw.Length && raw.AsSpan(start, length).SequenceEqual(text)
                ? masked.Substring(start, length)
                : PersonalNumbers.Masked(text, isPublic);
    }
}
