using KnowledgeBase.Lookups.Quality;
using KnowledgeBase.Lookups.Quality.Links;
using KnowledgeBase.Lookups.Quality.Problems;

return args switch
{
    ["labels"] => LabelCounts.Run(),
    ["problems", .. var rest] => ProblemMeasure.Run(rest),
    ["links", .. var rest] => LinkMeasure.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        labels            how much labelled material there is, by file
        problems [list]   do items that say the same come into one group? KB_BENCH names the outside reports; list shows each item of dev
        links [list]      are problems, causes and measures joined as labelled? list shows what is wrong in dev
        """);
    return 2;
}
