using System.Security.Cryptography;
using System.Text;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Store.Readings;

/// <summary>What users say about the reading: corrections of single reports, and marks of sites that they know. Thread-safe.</summary>
public interface IUserEdits
{
    /// <summary>The user's corrections; the last that could be read.</summary>
    CorrectionFile Corrections { get; }

    /// <summary>The user's marks as written; empty where there are none.</summary>
    string Marks { get; }

    /// <summary>What the reading of a file depends on besides its bytes; empty where there is nothing of the kind.</summary>
    string StampFor(string sourcePath);

    /// <summary>Takes up what has changed. What cannot be read or understood leaves the last good state, and is reported.</summary>
    void Refresh();

    /// <summary>Changes one report's correction, for good before this returns.</summary>
    /// <param name="sourcePaths">The raw files that hold the report: exact copies are corrected together.</param>
    /// <param name="ordinal">The report's number in its file, from 1.</param>
    /// <param name="change">Given the correction so far, returns the one to keep.</param>
    /// <exception cref="InvalidDataException">The corrections as they are cannot be understood, and are not overwritten.</exception>
    /// <exception cref="IOException">They cannot be written; nothing has changed.</exception>
    void Correct(IEnumerable<string> sourcePaths, int ordinal, Func<Correction, Correction> change);

    /// <summary>Takes the corrections of raw files away, as when they are taken down.</summary>
    /// <exception cref="InvalidDataException">The corrections as they are cannot be understood, and are not overwritten.</exception>
    /// <exception cref="IOException">They cannot be written; nothing has changed.</exception>
    void Forget(IReadOnlyCollection<string> sourcePaths);

    /// <summary>Changes the user's marks, for good before this returns.</summary>
    /// <param name="change">Given the marks as written, returns those to keep.</param>
    /// <exception cref="IOException">They cannot be written; nothing has changed.</exception>
    void ChangeMarks(Func<string, string> change);
}

/// <summary>What a reading depended on besides the bytes.</summary>
internal static class ReadingStamp
{
    public static string Of(string marks, CorrectionFile corrections, string sourcePath)
    {
        var text = marks + "\0" + corrections.StampFor(sourcePath);
        return text.Length == 1 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
