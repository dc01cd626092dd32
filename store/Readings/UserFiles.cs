using System.Text;
using System.Text.Json;
using KnowledgeBase.Reports;
using KnowledgeBase.Store.Durability;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Store.Readings;

/// <summary>
/// The two files beside the corpus by which a user corrects the reading: corrections and marks. Read again when they change.
/// </summary>
public sealed partial class UserFiles(IOptions<CorpusOptions> options, ILogger<UserFiles> log) : IUserEdits
{
    private readonly Watched _corrections = new(options.Value.CorrectionsFile);
    private readonly Lock _writing = new();
    private readonly Watched _marks = new(options.Value.MarksFile);

    /// <inheritdoc/>
    public CorrectionFile Corrections { get; private set; } = CorrectionFile.Empty;

    /// <inheritdoc/>
    public string Marks { get; private set; } = "";

    /// <inheritdoc/>
    public string StampFor(string sourcePath) => ReadingStamp.Of(Marks, Corrections, sourcePath);

    /// <inheritdoc/>
    public void Refresh()
    {
        if (Changed(_marks) is { } marks)
            Marks = marks;
        if (Changed(_corrections) is not { } corrections)
            return;
        try
        {
            Corrections = corrections.Length == 0 ? CorrectionFile.Empty : CorrectionFile.Parse(corrections);
        }
        catch (JsonException e)
        {
            NotUnderstood(_corrections.Path, e.Message);
        }
    }

    /// <inheritdoc/>
    public void Correct(IEnumerable<string> sourcePaths, int ordinal, Func<Correction, Correction> change)
    {
        ArgumentNullException.ThrowIfNull(sourcePaths);
        Rewrite(current => sourcePaths.Aggregate(current, (file, sourcePath) => file.With(sourcePath, ordinal, change)));
    }

    /// <inheritdoc/>
    public void Forget(IReadOnlyCollection<string> sourcePaths)
    {
        ArgumentNullException.ThrowIfNull(sourcePaths);
        if (File.Exists(_corrections.Path))
            Rewrite(current => sourcePaths.Aggregate(current, (file, sourcePath) => file.Without(sourcePath)));
    }

    private void Rewrite(Func<CorrectionFile, CorrectionFile> change)
    {
        lock (_writing)
        {
            CorrectionFile current;
            try
            {
                current = File.Exists(_corrections.Path) ? CorrectionFile.Parse(File.ReadAllText(_corrections.Path)) : CorrectionFile.Empty;
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"the file of corrections is not understood and is left as it is: {e.Message}", e);
            }

            var next = change(current);
            DurableFile.Replace(Path.GetFullPath(_corrections.Path), Encoding.UTF8.GetBytes(next.ToJson() + "\n"));
            Corrections = next;
        }
    }

    /// <inheritdoc/>
    public void ChangeMarks(Func<string, string> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_writing)
        {
            var next = change(File.Exists(_marks.Path) ? File.ReadAllText(_marks.Path) : "");
            DurableFile.Replace(Path.GetFullPath(_marks.Path), Encoding.UTF8.GetBytes(next));
            Marks = next;
        }
    }

    private string? Changed(Watched file)
    {
        try
        {
            return file.Changed();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (file.ReportsFailure())
                NotRead(file.Path, e.Message);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{path} is not understood and is left aside: {reason}")]
    private partial void NotUnderstood(string path, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{path} cannot be read and is left aside: {reason}")]
    private partial void NotRead(string path, string reason);

    private sealed class Watched(string path)
    {
        private DateTime _seen;
        private bool _hasFailed;

        public string Path => path;

        /// <summary>The file's text when it differs from what was seen last; empty when it has gone.</summary>
        public string? Changed()
        {
            var now = File.GetLastWriteTimeUtc(path);
            if (now == _seen)
                return null;
            var isFirst = _seen == default;
            var text = File.Exists(path) ? File.ReadAllText(path) : isFirst ? null : "";
            _seen = now;
            _hasFailed = false;
            return text;
        }

        /// <summary>True for the first failure in a row: a file that stays unreadable is reported once.</summary>
        public bool ReportsFailure()
        {
            var isFirst = !_hasFailed;
            _hasFailed = true;
            return isFirst;
        }
    }
}
