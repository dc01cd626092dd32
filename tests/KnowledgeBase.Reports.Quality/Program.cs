using KnowledgeBase.Reports.Quality;

return args switch
{
    ["read", var folder, var target] => ReadFolder.Run(folder, target),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        read FOLDER DIR   writes DIR/NAME.json for each file of FOLDER: its reports and what was removed
        """);
    return 2;
}
