using KnowledgeBase.Reports;
using KnowledgeBase.SearchApi.Contracts;

namespace KnowledgeBase.SearchApi.Searching;

/// <summary>What proves a report's fields.</summary>
internal static class FactPresenter
{
    public static IReadOnlyDictionary<string, FactEvidence> Present(Report report)
    {
        var facts = new Dictionary<string, FactEvidence>(StringComparer.Ordinal);
        Add("unit", report.Unit);
        Add("unitType", report.UnitType);
        Add("level", report.Level);
        Add("year", report.Year);
        Add("kind", report.Kind);
        Add("source", report.Source);
        return facts;

        void Add<T>(string name, Fact<T>? fact)
        {
            if (fact is not null)
                facts[name] = new FactEvidence(fact.Value!.ToString()!, fact.Evidence, fact.Start, fact.Confidence);
        }
    }
}
