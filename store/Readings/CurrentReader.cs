using KnowledgeBase.Reports;
using KnowledgeBase.Reports.Marks;
using KnowledgeBase.Store.Catalog;

namespace KnowledgeBase.Store.Readings;

/// <summary>
/// The reader of reports as it is now: with the marks that ship, the user's, and those learned from the files themselves.
/// </summary>
/// <remarks>What is learned is kept in the index, so that a restart knows it without reading everything again.</remarks>
public sealed class CurrentReader(IUserEdits user, IReadingStore store)
{
    private readonly Lock _lock = new();
    private ReportReader _reader = new();
    private string _userMarks = "";

    /// <summary>Reads with all marks that are known now. Thread-safe.</summary>
    public ReportReader Reader
    {
        get
        {
            // A user's mark may come at any time; a file's stamp says which marks it was read with, so that it must be these.
            lock (_lock)
            {
                UseLocked(Learned);
                return _reader;
            }
        }
    }

    /// <summary>The marks learned so far.</summary>
    public LearnedMarks Learned { get; private set; } = LearnedMarks.None;

    /// <summary>Takes up the user's files and the learned marks of the index.</summary>
    public void Refresh()
    {
        // Who returns from here must see the files as read, also where another thread is reading them.
        lock (_lock)
        {
            user.Refresh();
            Use(store.LearnedMarks is { Length: > 0 } text ? Learned.With(LearnedMarks.Parse(text)) : Learned);
        }
    }

    /// <summary>Reads with other learned marks from now on.</summary>
    public void Use(LearnedMarks learned)
    {
        lock (_lock)
            UseLocked(learned);
    }

    private void UseLocked(LearnedMarks learned)
    {
        if (ReferenceEquals(learned, Learned) && _userMarks == user.Marks)
            return;
        (Learned, _userMarks) = (learned, user.Marks);
        _reader = new ReportReader(new ReadingOptions { ExtraMarks = _userMarks, LearnedMarks = learned });
    }
}
