using KnowledgeBase.Lookups.Quality;
using KnowledgeBase.Lookups.Quality.Compare;
using KnowledgeBase.Lookups.Quality.Drafts;
using KnowledgeBase.Lookups.Quality.Headings;
using KnowledgeBase.Lookups.Quality.Links;
using KnowledgeBase.Lookups.Quality.Problems;
using KnowledgeBase.Lookups.Quality.Similarity;
using KnowledgeBase.Lookups.Quality.Speed;
using KnowledgeBase.Lookups.Quality.Topics;

return args switch
{
    ["labels"] => LabelCounts.Run(),
    ["problems", .. var rest] => ProblemMeasure.Run(rest),
    ["links", .. var rest] => LinkMeasure.Run(rest),
    ["groups", .. var folders] => GroupList.Run(folders),
    ["speed", var passages, .. var only] => LookupSpeed.Run(passages, only),
    ["missing", .. var folders] => MissingMeasure.Run(folders),
    ["substance"] => SubstanceMeasure.Run(),
    ["speed-headings", var passages] => SpeedMeasure.Run(int.Parse(passages, System.Globalization.CultureInfo.InvariantCulture)),
    ["sets"] => SetMeasure.Run(),
    ["similar", .. var half] => SimilarMeasure.Run(half.FirstOrDefault()),
    ["overlap", var folder] => OverlapMeasure.Run(folder),
    ["leftovers", .. var rest] => LeftOverMeasure.Run(rest),
    ["topics", .. var rest] => TopicMeasure.Run(rest),
    ["trends"] => TrendMeasure.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        labels            how much labelled material there is, by file
        problems [list]   do items that say the same come into one group? KB_BENCH names the outside reports; list shows each item of dev
        links [list]      are problems, causes and measures joined as labelled? list shows what is wrong in dev
        groups FOLDERS    all groups of the reports in some folders, to be read one by one
        speed N [NAMES]   how long do the look-ups of problems, drafts, patterns and trends take on N invented passages?
        missing FOLDERS   is the commonest problem that a list leaves out among the ten that it is told it lacks?
        substance         judged pairs of passages in the order of their substance
        speed-headings N  how long similar passages, headings and suggestions take on N passages (KB_BENCH)
        sets              sets of sibling headings found, and those that mix levels
        similar [HALF]    the same problem among the first five similar passages; with what was found where one half is named
        overlap FOLDER    are pasted sentences of the folder's reports found in drafts, and do set phrases count nothing?
        leftovers FOLDERS are planted left-overs found? How much of the folders' own reports is flagged falsely? list shows what is wrong in dev
        topics [FOLDERS]  are labelled passages filed under their topics? list before FOLDERS shows what is wrong in dev, and passages
        trends            is the peak year of dated campaigns found among reports of uneven years?
        """);
    return 2;
}
