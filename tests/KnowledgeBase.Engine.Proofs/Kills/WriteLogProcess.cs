using System.Globalization;
using KnowledgeBase.Engine.Proofs.Generation;

namespace KnowledgeBase.Engine.Proofs.Kills;

/// <summary>
/// The process that is killed: writes entries without end and prints the number of each once its commit has returned.
/// </summary>
internal static class WriteLogProcess
{
    public static void Run(string folder, ulong seed, Stream acknowledged)
    {
        using var index = SearchIndex.Open(folder, Fields.Schema, new IndexOptions { WriteBufferBytes = 2_000 });
        using var writer = index.OpenWriter();
        int last;
        using (var snapshot = index.Snapshot())
            last = WriteLog.LastOf(snapshot);
        while (true)
        {
            foreach (var step in WriteLog.Entry(++last, seed))
                Do(writer, step);
            acknowledged.Write(System.Text.Encoding.ASCII.GetBytes(last.ToString(CultureInfo.InvariantCulture) + "\n"));
            acknowledged.Flush();
        }
    }

    private static void Do(IndexWriter writer, Step step)
    {
        switch (step)
        {
            case Step.Put put:
                writer.Put(put.Group);
                break;
            case Step.Delete delete:
                writer.Delete(delete.Key);
                break;
            case Step.Optimize:
                writer.Optimize();
                break;
            default:
                writer.Commit();
                break;
        }
    }
}
