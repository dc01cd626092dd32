using KnowledgeBase.Reports.Marks;
using KnowledgeBase.Reports.Privacy;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Reports;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Readings;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.SearchApi.Marks;

/// <summary>The marks that cleaning knows besides those that ship: listed with the files they act on, added, refused, taken back.</summary>
public sealed class MarkService(IFileCatalog catalog, KnowledgeStore store, IUserEdits user, ReadingAgain reading)
{
    private const int MostExamples = 5;
    private const int MostReadAtOnce = 1000;

    /// <summary>The origins, in the order in which they are listed.</summary>
    public static IReadOnlyList<string> Origins { get; } = ["user", "file", "learned", "found"];

    /// <summary>Marks by origin; of one origin those of most files first.</summary>
    public ListResponse<MarkResponse> List(IReadOnlyCollection<string> origins, Paging paging)
    {
        var all = All().Where(mark => origins.Count == 0 || origins.Contains(mark.Origin)).ToList();
        return ListResponse.Cut(all, paging);
    }

    /// <summary>Adds a line to the user's list; one about the same words falls. Returns what is wrong instead, by field.</summary>
    public async Task<(MarkChange? Change, (string Field, string Message)? Wrong)> AddAsync(MarkRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var text = (request.Text ?? "").Trim();
        if (request.Kind is not { } kind || !UserMarks.Kinds.Contains(kind))
            return (null, ("kind", "is one of " + string.Join(", ", UserMarks.Kinds)));
        if (text.Length > UserMarks.Longest || UserMarks.Fold(text).Length < UserMarks.Shortest || text.Any(char.IsControl)
            || text.Any(char.IsSurrogate))
        {
            return (null, ("text", $"is one line of {UserMarks.Shortest} to {UserMarks.Longest} characters"));
        }

        var carriers = CarriersOf(text);
        user.ChangeMarks(list => UserMarks.Add(list, new UserMark(kind, text)));
        if (kind != "keep")
            carriers.UnionWith(store.FilesContaining([text]));
        return (await ChangedAsync(text, carriers, cancel).ConfigureAwait(false), null);
    }

    /// <summary>Takes the lines about some words from the user's list; null where there is none.</summary>
    public async Task<MarkChange?> RemoveAsync(string text, CancellationToken cancel)
    {
        var words = UserMarks.Fold(text);
        if (!UserMarks.Parse(user.Marks).Any(mark => UserMarks.Fold(mark.Text) == words))
            return null;
        var carriers = CarriersOf(text);
        user.ChangeMarks(list => UserMarks.Remove(list, text));
        carriers.UnionWith(store.FilesContaining([text.Trim()]));
        return await ChangedAsync(text.Trim(), carriers, cancel).ConfigureAwait(false);
    }

    private async Task<MarkChange> ChangedAsync(string text, HashSet<string> carriers, CancellationToken cancel)
    {
        var files = carriers.Order(StringComparer.Ordinal).Take(MostReadAtOnce).ToList();
        return new MarkChange(text, files.Count, await reading.ReadAsync(files, cancel).ConfigureAwait(false));
    }

    private HashSet<string> CarriersOf(string text)
    {
        var words = UserMarks.Fold(text);
        return [.. catalog.Files.Where(file => file.CutMarks.Any(cut => UserMarks.Fold(cut).Contains(words, StringComparison.Ordinal)))
            .Select(file => file.SourcePath)];
    }

    private List<MarkResponse> All()
    {
        var cuts = catalog.Files.SelectMany(file => file.CutMarks.Select(cut => (Words: UserMarks.Fold(cut), Shown: cut, File: file)))
            .GroupBy(cut => cut.Words, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var byUser = UserMarks.Parse(user.Marks);
        var kept = byUser.Where(mark => mark.Kind == "keep").Select(mark => UserMarks.Fold(mark.Text)).ToHashSet(StringComparer.Ordinal);
        var learned = LearnedMarks.Parse(store.LearnedMarks).Listed;

        List<MarkResponse> all =
        [
            .. Ordered(byUser.Select(mark => Of(mark.Text, mark.Kind, "user", isRefused: false))),
            .. Ordered(Decided()),
            .. Ordered(learned.Select(mark => Of(mark.Text, mark.Kind, "learned", kept.Contains(UserMarks.Fold(mark.Text))))),
        ];
        var named = all.Select(mark => UserMarks.Fold(mark.Text)).ToList();
        all.AddRange(Ordered(cuts.Where(cut => !named.Exists(words => cut.Key.Contains(words, StringComparison.Ordinal)))
            .Select(cut => new MarkResponse(cut.Value[0].Shown, "site", "found", IsRefused: false, cut.Value.Count, Examples(cut.Value)))));
        return all;

        MarkResponse Of(string text, string kind, string origin, bool isRefused)
        {
            var words = UserMarks.Fold(text);
            var files = cuts.Where(cut => cut.Key.Contains(words, StringComparison.Ordinal)).SelectMany(cut => cut.Value)
                .DistinctBy(cut => cut.File.SourcePath).ToList();
            return new MarkResponse(text, kind, origin, isRefused, files.Count, Examples(files));
        }

        static MarkedFile[] Examples(IEnumerable<(string Words, string Shown, FileEntry File)> files) =>
            [.. files.Take(MostExamples).Select(cut => Example(cut.File.SourcePath, cut.File))];
    }

    private IEnumerable<MarkResponse> Decided()
    {
        var decided = from file in user.Corrections.DecidedFiles()
                      from mark in file.Value.Cut.Select(text => (Kind: "phrase", Text: text))
                          .Concat(file.Value.Kept.Select(text => (Kind: "keep", Text: text)))
                      group file.Key by mark;
        foreach (var mark in decided)
        {
            var files = mark.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            yield return new MarkResponse(PersonalNumbers.Masked(mark.Key.Text), mark.Key.Kind, "file", IsRefused: false, files.Count,
                [.. files.Take(MostExamples).Select(path => Example(path, catalog.At(path)))]);
        }
    }

    private static MarkedFile Example(string path, FileEntry? file) =>
        new(PersonalNumbers.Masked(path), file is { Reports: [var first, ..] } ? first : null);

    private static IEnumerable<MarkResponse> Ordered(IEnumerable<MarkResponse> marks) =>
        marks.OrderByDescending(mark => mark.Files).ThenBy(mark => mark.Text, StringComparer.Ordinal);
}
