using System.Runtime.CompilerServices;

namespace KnowledgeBase.Reports.Quality.Labels;

/// <summary>The two halves of the labelled material.</summary>
internal enum LabelHalf
{
    /// <summary>Rule writers may read it.</summary>
    Dev,

    /// <summary>Rule writers never see it: its failing lines are counted and not printed.</summary>
    Held,
}

/// <summary>The labelled material beside this project. See labels/README.md.</summary>
internal static class LabelFolder
{
    private const string Body = """
        班子成员分片包联，每周碰头、每月会商，难点事项提交专题会议研究，任务完成率明显提高。
        深入开展走访，共走访农户412户，收集意见建议87条，已办结79条，其余8条列入台账限时办理。
        存在的主要不足是业务培训偏少，部分同志对新政策掌握得不够透彻，服务群众的本领还需要加强。
        下一步，将紧盯薄弱环节，完善工作机制，逐项明确责任人和完成时限，确保各项部署落到实处。
        """;

    /// <summary>Paragraphs that name no year, unit or place.</summary>
    public static string NeutralBody => Body.ReplaceLineEndings("\n").TrimEnd('\n');

    public static string Path { get; } = Find();

    public static IEnumerable<string> Lines(string kind, LabelHalf half) =>
        File.ReadLines(System.IO.Path.Combine(Path, $"{kind}.{Name(half)}.txt")).Where(line => line.Length > 0 && line[0] != '#');

    public static IEnumerable<LabelledReport> Reports(LabelHalf half) => Directory
        .EnumerateFiles(System.IO.Path.Combine(Path, "reports", Name(half)), "*.txt")
        .Order(StringComparer.Ordinal)
        .Select(LabelledReport.Load);

    /// <summary>
    /// Reports written later, for the types of sections alone: the sentences of the first set's dev half train the classifier.
    /// </summary>
    public static IEnumerable<LabelledReport> Sections(LabelHalf half) => Directory
        .EnumerateFiles(System.IO.Path.Combine(Path, "sections", Name(half)), "*.txt")
        .Order(StringComparer.Ordinal)
        .Select(LabelledReport.Load);

    /// <summary>
    /// Reports with figurative headings, in unusual order, or under the labels of forums and bulletins, which the first sets have few of.
    /// </summary>
    public static IEnumerable<LabelledReport> Genres(LabelHalf half) => Directory
        .EnumerateFiles(System.IO.Path.Combine(Path, "..", "genres", Name(half)), "*.txt")
        .Order(StringComparer.Ordinal)
        .Select(LabelledReport.Load);

    /// <summary>
    /// Reports of many units and layouts in registers that the other sets lack: audits, rectification after inspections, minutes of
    /// self-criticism, statements of position, surveys, villages without headings.
    /// </summary>
    public static IEnumerable<LabelledReport> Authors(LabelHalf half) => Directory
        .EnumerateFiles(System.IO.Path.Combine(Path, "..", "authors", Name(half)), "*.txt")
        .Order(StringComparer.Ordinal)
        .Select(LabelledReport.Load);

    public static string Name(LabelHalf half) => half == LabelHalf.Dev ? "dev" : "held";

    private static string Find([CallerFilePath] string file = "") =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file)!, "..", "labels");
}
