using System.Collections;

namespace KnowledgeBase.Reports.Quality.Dressing;

/// <summary>What a reading doubts.</summary>
internal static class Suspicions
{
    private static readonly System.Reflection.PropertyInfo? Property = typeof(Reading).GetProperty("Suspected");

    public static List<(string Rule, int Start, int Length)> Of(Reading reading)
    {
        var list = new List<(string Rule, int Start, int Length)>();
        if (Property?.GetValue(reading) is IEnumerable all)
            foreach (var one in all)
                list.Add(((string)Get(one, "Rule"), (int)Get(one, "Start"), (int)Get(one, "Length")));
        return list;
    }

    private static object Get(object one, string name) => one.GetType().GetProperty(name)!.GetValue(one)!;
}
