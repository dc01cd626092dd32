using System.Text.RegularExpressions;

namespace KnowledgeBase.Repository.Tests;

/// <summary>Folders are rooms: inside the engine and the reports, which room may use which. Empty is the face at the root.</summary>
public sealed class RoomWallsTests
{
    private static readonly Dictionary<string, string> Engine = new(StringComparer.Ordinal)
    {
        ["Storage"] = "",
        ["Codecs"] = "",
        ["Analysis"] = "",
        ["Scoring"] = "",
        ["Files"] = "Codecs Storage",
        ["Stored"] = "Files",
        ["Keys"] = "Codecs Files Stored",
        ["Columns"] = "Files Stored",
        ["Terms"] = "Codecs Files",
        ["Postings"] = "Analysis Codecs Files Scoring",
        ["Segments"] = "Analysis Codecs Columns Files Keys Postings Storage Stored Terms",
        ["Merging"] = "Codecs Columns Files Keys Postings Segments Storage Stored Terms",
        ["Commits"] = "Codecs Segments Storage",
        ["Writing"] = "Codecs Commits Merging Postings Segments Storage",
        ["Cursors"] = "Analysis Codecs Postings Scoring Segments",
        ["Searching"] = "Analysis Codecs Columns Commits Cursors Postings Scoring Segments Storage",
        ["Checking"] = "Analysis Commits Postings Segments Storage",
    };

    private static readonly Dictionary<string, string> Reports = new(StringComparer.Ordinal)
    {
        ["Formats"] = "",
        ["Language"] = "",
        ["Duplicates"] = "",
        ["Marks"] = "Language",
        ["Splitting"] = "Language",
        ["Cleaning"] = "Formats Language Marks Splitting",
        ["Structuring"] = "Language Splitting",
        ["Facts"] = "Language Marks Structuring",
    };

    [Fact]
    public void A_room_of_the_engine_uses_the_rooms_below_it_and_no_others() => Check("engine", "KnowledgeBase.Engine", Engine);

    [Fact]
    public void A_room_of_the_reports_uses_the_rooms_before_it_and_no_others() => Check("reports", "KnowledgeBase.Reports", Reports);

    /// <param name="allowed">By room, the rooms that it may use, parted by spaces.</param>
    private static void Check(string project, string root, Dictionary<string, string> allowed)
    {
        var named = new Regex(Regex.Escape(root) + @"\.([A-Z]\w+)", RegexOptions.NonBacktracking);
        var rooms = Directory.GetDirectories(Repository.At(project)).Select(Path.GetFileName).Where(name => char.IsUpper(name![0])).ToHashSet()!;
        Assert.Equal(rooms.Order(StringComparer.Ordinal), allowed.Keys.Order(StringComparer.Ordinal));
        var trespasses =
            from file in Repository.Sources(project)
            let room = Path.GetRelativePath(Repository.At(project), file).Split(Path.DirectorySeparatorChar) is [var folder, _, ..] ? folder : null
            where room is not null
            from line in File.ReadLines(file)
            from Match match in named.Matches(line)
            let used = match.Groups[1].Value
            where rooms.Contains(used) && used != room && !allowed[room].Split(' ').Contains(used)
            select $"{Path.GetRelativePath(Repository.Root, file)} uses {used}";
        Assert.Empty(trespasses.Distinct());
    }
}
