using System.Globalization;
using System.Text.Json;

namespace KnowledgeBase.Benchmarks;

/// <summary>The one JSON line that each command prints, and what is in it.</summary>
internal static class Report
{
    public static void Print(params (string Name, object Value)[] figures) =>
        Console.WriteLine("{" + string.Join(",", figures.Select(f => $"\"{f.Name}\":{Format(f.Value)}")) + "}");

    /// <summary>The nearest-rank percentile of ascending values.</summary>
    public static double Percentile(double[] ascending, double percent) =>
        ascending.Length == 0 ? 0 : ascending[Math.Clamp((int)Math.Ceiling(percent / 100 * ascending.Length) - 1, 0, ascending.Length - 1)];

    /// <summary>The most memory that this process ever had resident, mapped files included; 0 where the system does not say.</summary>
    public static double PeakResidentMegabytes()
    {
        const string Status = "/proc/self/status";
        if (!File.Exists(Status))
            return 0;
        var line = File.ReadLines(Status).First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line["VmHWM:".Length..^"kB".Length], CultureInfo.InvariantCulture) / 1024;
    }

    private static string Format(object value) => value switch
    {
        double number => Math.Round(number, 3).ToString(CultureInfo.InvariantCulture),
        string text => JsonSerializer.Serialize(text),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
