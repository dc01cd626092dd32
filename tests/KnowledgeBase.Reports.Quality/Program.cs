using System.Globalization;
using KnowledgeBase.Reports.Quality;
using KnowledgeBase.Reports.Quality.Copies;
using KnowledgeBase.Reports.Quality.Dressing;
using KnowledgeBase.Reports.Quality.Labels;
using KnowledgeBase.Reports.Quality.Pages;
using KnowledgeBase.Reports.Quality.Watermarks;
using KnowledgeBase.Reports.Quality.Wraps;

return args switch
{
    ["real", var folder] => RealReports.Run(folder),
    ["planted", var folder] => PlantedMarks.Run(folder, seed: 20261),
    ["hard", var folder] => HardFiles.Run(folder),
    ["labels", .. var halves] => LabelMeasure.Run(halves),
    ["copies", .. var halves] => CopyRun.Run(halves),
    ["pages" or "frames", .. var halves] => PageMeasure.Run(args[0], halves),
    ["dressed", var bench, .. var rest] => DressedRun.Run(bench, rest),
    ["dressed-files", var bench, var target, var folders] =>
        DressedRun.Write(bench, target, int.Parse(folders, CultureInfo.InvariantCulture)),
    ["wraps", var bench, .. var rest] => WrapRun.Run(bench, rest),
    ["watermarks", .. var halves] => WatermarkRun.Run(halves),
    ["read", var folder] => ReadFiles.Run(folder),
    ["odd", var folder] => OddFiles.Run(folder),
    ["speed", var folder] => Speed.Run(folder),
    ["train", var target, .. var texts] => Training.Run(target, texts),
    ["cross", .. var texts] => Training.Cross(texts),
    ["bigrams", var target, .. var files] => BigramCounts.Run(target, files),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        real FOLDER       what cleaning takes out of clean real reports
        planted FOLDER    invented names planted into 30 of them: are they learned and removed?
        hard FOLDER       labelled hard files: marks left, characters lost, section types, facts
        labels [dev]      the labelled material beside this project, both halves or one; failing lines of dev
        copies [dev]      corrupted copies of one report, and editions of it: does a vote of characters repair them?
        pages [dev]       pages saved as text, advertising, and lines of reports that look like either
        frames [dev]      the same for pages of twelve other kinds of sites in each half
        dressed BENCH [N] [dev]  N folders of 200 dressed files in each half (13); BENCH holds reports/, pages/, news.jsonl, stard/
        dressed-files BENCH TARGET N  writes them
        wraps BENCH [dev [DRESS…]]  texts whose lines were broken in further manners; failing lines of dev go to wrap-misses.txt
        watermarks [dev]  printed reports with a slanting watermark across every page
        read FOLDER       what is made of each file, with the marks that the folder taught: to look through
        odd FOLDER        what becomes of each file, in which time and memory: for hostile, damaged and huge ones
        speed FOLDER      files read in a second, cut from their text
        train OUT TEXTS…  writes OUT, the weights by which sections are typed, learned from labelled sentences
        cross TEXTS…      how well sentences are told by what the other four fifths of them teach
        bigrams OUT FILES…  writes OUT, the table of adjacent characters, from files of JSON lines with a field "text"
        """);
    return 2;
}
