using BenchmarkDotNet.Running;
using KnowledgeBase.Benchmarks;

const string Usage = """
    index PASSAGES.jsonl DIR                       build an index
    search DIR QUERIES.jsonl K REPS [--mode any|all|phrase] [--exact-total] [--filter] [--run RUN.tsv]
    add DIR QUERIES.jsonl SECONDS                  the latency of adding one passage beside running searches
    open DIR                                       what opening and the first search cost this process
    fold DIR QUERIES.jsonl REPS                    what folding near-duplicates costs, once and in each search
    texts PASSAGES.jsonl FOLDER FILES CHARACTERS   make raw files of passages
    http ADDRESS QUERIES.jsonl REPS                how fast a running server answers, alone and at once
    overload URL QUERIES SECONDS                   a server at ten times its peak: goodput, waiting, refusals
    suite [BenchmarkDotNet arguments]              codecs and scorers
    """;

switch (args)
{
    case ["index", var passages, var folder]:
        IndexCommand.Run(passages, folder);
        return 0;
    case ["search", var folder, var queries, var k, var reps, .. var rest] when SearchOptions.TryParse(k, reps, rest, out var options):
        SearchCommand.Run(folder, queries, options);
        return 0;
    case ["add", var folder, var queries, var seconds] when int.TryParse(seconds, out var duration):
        AddCommand.Run(folder, queries, TimeSpan.FromSeconds(duration));
        return 0;
    case ["open", var folder]:
        OpenCommand.Run(folder);
        return 0;
    case ["fold", var folder, var queries, var reps] when int.TryParse(reps, out var repetitions):
        FoldCommand.Run(folder, queries, repetitions);
        return 0;
    case ["texts", var passages, var folder, var files, var characters]
        when int.TryParse(files, out var count) && int.TryParse(characters, out var length):
        TextsCommand.Run(passages, folder, count, length);
        return 0;
    case ["http", var address, var queries, var reps]
        when Uri.TryCreate(address, UriKind.Absolute, out var server) && int.TryParse(reps, out var repetitions):
        await HttpCommand.RunAsync(server, queries, repetitions);
        return 0;
    case ["overload", var url, var queries, var seconds] when int.TryParse(seconds, out var duration):
        await OverloadCommand.RunAsync(url, queries, TimeSpan.FromSeconds(duration));
        return 0;
    case ["suite", .. var rest]:
        BenchmarkSwitcher.FromAssembly(typeof(IndexCommand).Assembly).Run(rest);
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
