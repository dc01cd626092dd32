using KnowledgeBase.Relevance;

var bench = Environment.GetEnvironmentVariable("KB_BENCH");
var seeds = Environment.GetEnvironmentVariable("KB_SEEDS");
var home = Environment.GetEnvironmentVariable("KB_RELEVANCE_HOME");
return args switch
{
    ["judged", .. var rest] => await JudgedCommand.RunAsync(
        "corpus", [seeds ?? "", bench is null ? "" : Path.Combine(bench, "reports")], home, rest is [var show] ? int.Parse(show) : 0),
    ["stard"] when bench is not null => StardCommand.Run(Path.Combine(bench, "stard")),
    ["offers"] => await OffersCommand.RunAsync("corpus"),
    ["folding"] when bench is not null => FoldingCommand.Run(bench),
    ["headings"] when bench is not null => await HeadingsCommand.RunAsync(Path.Combine(bench, "reports"), home),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        judged [N]   the judged queries over corpus/, KB_SEEDS and KB_BENCH/reports; with the first N hits of each
        stard        lay questions against articles of law, both halves, beside plain bigrams (KB_BENCH)
        offers       are the filters offered that words of a line name, over corpus/
        folding      planted copies among real passages, and wordings among the first twenty hits (KB_BENCH)
        headings     a heading finds its passage without the heading, beside plain bigrams (KB_BENCH)

        KB_RELEVANCE_HOME keeps the corpus and index of the product between runs.
        """);
    return 2;
}
