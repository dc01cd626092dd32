using System.Globalization;
using KnowledgeBase.Engine;
using KnowledgeBase.Reports;

namespace KnowledgeBase.SearchApi.QueryLines;

/// <summary>What may stand as a value of a field, in a query line as in a parameter: 不明 is "no value".</summary>
public static class FieldValues
{
    /// <summary>How an absent value is called in facets and filters.</summary>
    public const string Unknown = "不明";

    private static readonly Dictionary<string, SectionType> Sections = Enum.GetValues<SectionType>()
        .SelectMany(type => new[] { (type.ToString(), type), (Words.AliasOf(type), type) })
        .ToDictionary(pair => pair.Item1, pair => pair.type, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> SectionNames => Enum.GetNames<SectionType>();

    internal static bool IsValid(QueryField field, string value) => field switch
    {
        QueryField.UnitType => UnitTypes(value) is not null,
        QueryField.Year => Years(value) is not null,
        QueryField.Section => Section(value) is not null,
        QueryField.Kind => Kind(value) is not null,
        _ => true,
    };

    public static string? Section(string value) =>
        value == Unknown ? Unknown : Sections.TryGetValue(value, out var type) ? type.ToString() : null;

    public static string? Kind(string value) =>
        value == Unknown || (Enum.TryParse<ReportKind>(value, out var kind) && Enum.IsDefined(kind) && !IsDigits(value)) ? value : null;

    /// <summary>The unit types that a value names: one, or all of a class.</summary>
    public static IReadOnlyList<string>? UnitTypes(string value)
    {
        if (value == Unknown)
            return [Unknown];
        if (IsDigits(value))
            return null;
        if (Enum.TryParse<UnitType>(value, out var type))
            return [type.ToString()];
        return Enum.TryParse<UnitClass>(value, out var unitClass)
            ? [.. Enum.GetValues<UnitType>().Where(one => Words.ClassOf(one) == unitClass).Select(one => one.ToString())]
            : null;
    }

    /// <summary><c>2023</c>, <c>2021..2023</c>, <c>2021..</c>, <c>..2023</c>.</summary>
    public static NumberRange? Years(string value)
    {
        var dots = value.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
            return Year(value) is { } year ? new NumberRange(year, year) : null;
        var (from, to) = (value[..dots], value[(dots + 2)..]);
        if (from.Length + to.Length == 0)
            return null;
        int? low = from.Length == 0 ? int.MinValue : Year(from);
        int? high = to.Length == 0 ? int.MaxValue : Year(to);
        return low <= high ? new NumberRange(low.Value, high.Value) : null;
    }

    private static int? Year(string value) =>
        value.Length == 4 && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;

    // Enum.TryParse takes numbers, too.
    private static bool IsDigits(string value) => value.All(c => char.IsAsciiDigit(c) || c is '-' or '+' or ',' or ' ');
}
