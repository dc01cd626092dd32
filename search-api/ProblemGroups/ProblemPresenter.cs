using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.SearchApi.ProblemGroups;

/// <summary>From a place in the collection to an item of the API, its text read from the index.</summary>
internal static class ProblemPresenter
{
    /// <param name="start">Offset in the passage's text.</param>
    /// <param name="length">-1 for the whole passage.</param>
    public static ProblemHit Item(CollectionView view, int report, int passage, int start, int length, string head)
    {
        var (one, read) = (view.Reports[report], view.Read(report, passage));
        return new ProblemHit
        {
            Id = read.Id,
            Text = length < 0 ? read.Text : read.Text.Substring(start, length),
            Heading = head,
            Start = start,
            Length = length < 0 ? read.Text.Length : length,
            Section = read.Section,
            Unit = one.Unit,
            UnitType = one.UnitType?.ToString(),
            Year = one.Year,
            Kind = one.Kind?.ToString(),
            Title = one.Title,
            ReportId = one.Id,
            Source = one.Source,
            Topic = one.TopicOf(passage),
            Url = Links.Passage(one.Id, read.Id),
        };
    }
}
