using System.Security.Cryptography;
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
public sealed partial class UserFiles(IOptions<CorpusOptions> options, ILogger<UserFiles> log)
{
    private readonly Watched _corrections = new(options.Value.CorrectionsFile);
    private readonly Lock _writing = new();
    private readonly Watched _marks = new(options.Value.MarksFile);

    /// <summary>The user's corrections; the last that could be read.</summary>
    public CorrectionFile Corrections { get; private set; } = CorrectionFile.Empty;

    /// <summary>The user's marks as written; empty where there are none.</summary>
    public string Marks { get; private set; } = "";

    /// <summary>What the reading of a file depends on besides its bytes.</summary>
    public string StampFor(string sourcePath)
    {
        var text = Marks + "\0" + Corrections.StampFor(sourcePath);
        return text.Length == 1 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    /// <summary>Takes up what has changed. A file that cannot be read or understood leaves the last good state, and is reported.</summary>
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

    /// <summary>Changes one report's correction and writes the file: on disk for good before this returns.</summary>
    /// <param name="sourcePaths">The raw files that hold the report: exact copies are corrected together.</param>
    /// <param name="ordinal">The report's number in its file, from 1.</param>
    /// <param name="change">Given the correction so far, returns the one to keep.</param>
    /// <exception cref="InvalidDataException">The file as it is cannot be understood, and is not overwritten.</exception>
    /// <exception cref="IOException">The file cannot be written; nothing has changed.</exception>
    public void Correct(IEnumerable<string> sourcePaths, int ordinal, Func<Correction, Correction> change)
    {
        ArgumentNullException.ThrowIfNull(sourcePaths);
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

            var next = sourcePaths.Aggregate(current, (file, sourcePath) => file.With(sourcePath, ordinal, change));
            DurableFile.Replace(Path.GetFullPath(_corrections.Path), Encoding.UTF8.GetBytes(next.ToJson() + "\n"));
            Corrections = next;
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
