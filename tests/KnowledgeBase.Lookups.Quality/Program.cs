using KnowledgeBase.Lookups.Quality;

return args switch
{
    ["labels"] => LabelCounts.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        labels            how much labelled material there is, by file
        """);
    return 2;
}
