using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Indexer.Understanding;

/// <summary>The two files beside the corpus by which a user teaches the product: corrections and marks. Read again when they change.</summary>
public sealed partial class UserFiles(IOptions<CorpusOptions> options, ILogger<UserFiles> log)
{
    private readonly Watched _corrections = new(options.Value.CorrectionsFile);
    private readonly Watched _marks = new(options.Value.MarksFile);

    public CorrectionFile Corrections { get; private set; } = CorrectionFile.Empty;

    /// <summary>The user's marks as written; empty where there are none.</summary>
    public string Marks { get; private set; } = "";

    /// <summary>What the reading of a file depends on besides its bytes.</summary>
    internal string StampFor(string place)
    {
        var text = Marks + "\0" + Corrections.StampFor(place);
        return text.Length == 1 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    /// <summary>Takes up what has changed. A file that cannot be understood leaves the last good state, and is told.</summary>
    internal void Refresh()
    {
        if (_marks.Changed() is { } marks)
            Marks = marks;
        if (_corrections.Changed() is not { } corrections)
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

    [LoggerMessage(Level = LogLevel.Error, Message = "{path} is not understood and is left aside: {reason}")]
    private partial void NotUnderstood(string path, string reason);

    private sealed class Watched(string path)
    {
        private DateTime _seen;

        public string Path => path;

        /// <summary>The file's text when it differs from what was seen last; empty when it has gone.</summary>
        public string? Changed()
        {
            var now = File.GetLastWriteTimeUtc(path);
            if (now == _seen)
                return null;
            var first = _seen == default;
            _seen = now;
            return File.Exists(path) ? File.ReadAllText(path) : first ? null : "";
        }
    }
}
