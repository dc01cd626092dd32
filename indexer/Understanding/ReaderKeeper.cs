using System.Text;
using KnowledgeBase.Engine;
using KnowledgeBase.Indexer.Documents;
using KnowledgeBase.Reports;
using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Indexer.Understanding;

/// <summary>The reader of reports as it is now: with the marks that ship, the user's, and those learned from the files themselves.</summary>
/// <remarks>What is learned is kept in the index, so that a restart knows it without reading everything again.</remarks>
public sealed class ReaderKeeper
{
    private const string LearnedKey = "marks:learned";

    private readonly UserFiles _user;
    private readonly KnowledgeStore _store;
    private readonly Lock _lock = new();
    private readonly MarkLearner _learner = new();
    private bool _hasObserved;
    private LearnedMarks _learned = LearnedMarks.None;
    private string _userMarks = "";

    internal ReaderKeeper(UserFiles user, KnowledgeStore store)
    {
        _user = user;
        _store = store;
        Reader = new ReportReader();
    }

    public ReportReader Reader { get; private set; }

    public LearnedMarks Learned => _learned;

    /// <summary>Takes up the user's files and what the index knows as learned.</summary>
    internal void Refresh()
    {
        _user.Refresh();
        using var snapshot = _store.Snapshot();
        var learned = snapshot.Attachment(LearnedKey) is { } bytes ? LearnedMarks.Parse(Encoding.UTF8.GetString(bytes.Span)) : LearnedMarks.None;
        Use(_learned.With(learned));
    }

    /// <summary>Takes in one reading: each file once, in the order of the files.</summary>
    internal void Observe(Reading reading)
    {
        lock (_lock)
        {
            _learner.Observe(reading);
            _hasObserved = true;
        }
    }

    /// <summary>Draws conclusions. Returns the marks that are new, already written into the index but not yet committed.</summary>
    internal IReadOnlyList<string> Learn(IndexWriter writer)
    {
        LearnedMarks now;
        lock (_lock)
        {
            if (!_hasObserved)
                return [];
            now = _learned.With(_learner.Learn());
            _hasObserved = false;
        }

        var fresh = now.Texts.Except(_learned.Texts, StringComparer.Ordinal).ToList();
        if (fresh.Count == 0)
            return fresh;
        writer.Put(new DocumentGroup { Key = LearnedKey, Attachment = Encoding.UTF8.GetBytes(now.ToText()) });
        Use(now);
        return fresh;
    }

    private void Use(LearnedMarks learned)
    {
        if (ReferenceEquals(learned, _learned) && _userMarks == _user.Marks)
            return;
        (_learned, _userMarks) = (learned, _user.Marks);
        Reader = new ReportReader(new ReadingOptions { ExtraMarks = _userMarks, LearnedMarks = learned });
    }
}
