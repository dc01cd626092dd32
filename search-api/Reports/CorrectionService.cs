using KnowledgeBase.Reports;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Readings;

namespace KnowledgeBase.SearchApi.Reports;

/// <summary>Corrects what was read of a report. Corrections stand in a file beside the corpus, so they survive reading again.</summary>
public sealed class CorrectionService(IFileCatalog catalog, IUserEdits user, ReadingAgain reading)
{
    /// <summary>What a field's name begins with that gives a section its type.</summary>
    public const string SectionField = "section:";

    private const int LongestText = 200;

    /// <summary>
    /// Changes fields of a report and has its files read again. Returns what is wrong with the values, by field; null where all is well.
    /// </summary>
    /// <param name="reportId">A known report.</param>
    /// <param name="fields">
    /// New values by field: title, unit, unitType, year, kind, and <c>section:NAME</c> for the type of the section of that name. An empty
    /// value takes a correction back.
    /// </param>
    /// <param name="cancel">Ends the wait for the reading; the correction stays.</param>
    /// <exception cref="KeyNotFoundException">There is no such report.</exception>
    public async Task<IReadOnlyDictionary<string, string>?> CorrectAsync(
        string reportId, IReadOnlyDictionary<string, string> fields, CancellationToken cancel)
    {
        var dash = reportId.LastIndexOf('-');
        var files = catalog.Files.Where(file => file.Reports.Contains(reportId)).ToList();
        if (files.Count == 0 || !int.TryParse(reportId.AsSpan(dash + 1), out var ordinal))
            throw new KeyNotFoundException($"there is no report '{reportId}'");
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var change = Change(fields, errors);
        if (errors.Count > 0)
            return errors;
        user.Correct(files.Select(file => file.SourcePath), ordinal, change);
        await reading.ReadAsync(files.Select(file => file.SourcePath), cancel).ConfigureAwait(false);
        return null;
    }

    private static Func<Correction, Correction> Change(IReadOnlyDictionary<string, string> fields, Dictionary<string, string> errors)
    {
        Func<Correction, Correction> change = known => known;
        foreach (var (field, written) in fields)
        {
            var value = written.Trim();
            var before = change;
            Func<Correction, Correction>? then = (field, value.Length) switch
            {
                (_, > LongestText) => null,
                ("title", 0) => known => known with { Title = null },
                ("title", _) => known => known with { Title = value },
                ("unit", 0) => known => known with { Unit = null },
                ("unit", _) => known => known with { Unit = value },
                ("unitType", 0) => known => known with { UnitType = null },
                ("unitType", _) when Named<UnitType>(value) is { } type => known => known with { UnitType = type },
                ("year", 0) => known => known with { Year = null },
                ("year", _) when int.TryParse(value, out var year) && year is >= 1900 and <= 2100 => known => known with { Year = year },
                ("kind", 0) => known => known with { Kind = null },
                ("kind", _) when Named<ReportKind>(value) is { } kind => known => known with { Kind = kind },
                (_, 0) when SectionOf(field) is { } section => known => WithSection(known, section, null),
                (_, _) when SectionOf(field) is { } section && Named<SectionType>(value) is { } type =>
                    known => WithSection(known, section, type),
                _ => null,
            };
            if (then is null)
                errors[field] = $"'{value}' cannot be the value of {field}";
            else
                change = known => then(before(known));
        }

        return change;
    }

    private static string? SectionOf(string field) =>
        field.StartsWith(SectionField, StringComparison.Ordinal) && field.Length <= SectionField.Length + LongestText
            ? field[SectionField.Length..]
            : null;

    private static Correction WithSection(Correction known, string section, SectionType? type)
    {
        var sections = new SortedDictionary<string, SectionType>(StringComparer.Ordinal);
        foreach (var (name, before) in known.Sections ?? new Dictionary<string, SectionType>())
            sections[name] = before;
        sections.Remove(section);
        if (type is { } given)
            sections[section] = given;
        return known with { Sections = sections.Count == 0 ? null : sections };
    }

    // Enum.Parse takes numbers and adds lists up; names alone count.
    private static T? Named<T>(string value)
        where T : struct, Enum =>
        Enum.GetNames<T>().Contains(value) ? Enum.Parse<T>(value) : null;
}
