using System.CommandLine;
using System.Text;
using KnowledgeBase.Indexer.CommandLine;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var root = new RootCommand("Keeps the index of collected reports: what is in a file, in a folder, in the index.")
{
    InspectCommand.Create(),
    IngestCommand.Create(),
    CheckCommand.Create(),
    RebuildCommand.Create(),
    KeysCommand.Create(),
    BackupCommand.Create(),
    RestoreCommand.Create(),
    DumpCommand.Create(),
    LoadCommand.Create(),
    PurgeCommand.Create(),
    RefusalsCommand.Create(),
};
return await ExitCodes.RunAsync(() => root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
