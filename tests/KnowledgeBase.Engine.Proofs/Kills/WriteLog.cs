using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using KnowledgeBase.Engine.Proofs.Generation;

namespace KnowledgeBase.Engine.Proofs.Kills;

/// <summary>The entries that a writer writes. A function of the seed, so that a reader knows what the index must contain.</summary>
internal static class WriteLog
{
    private const string Key = "log";

    private static readonly Gen<(DocumentGroup[] Groups, string Deleted)> Changes =
        from groups in Gen.Choose(1, 4).SelectMany(count => Generation.Groups.Group.ArrayOf(count))
        from deleted in Fields.Key
        select (groups, deleted);

    /// <summary>Ends with a commit, which includes the group that records the entry's number.</summary>
    public static IEnumerable<Step> Entry(int number, ulong seed)
    {
        var (groups, deleted) = Changes.Sample(40, new Rnd(seed, (2 * (ulong)number) + 1), 1).First();
        yield return new Step.Delete(deleted);
        foreach (var group in groups)
            yield return new Step.Put(group);
        yield return new Step.Put(new DocumentGroup
        {
            Key = Key,
            Attachment = Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)),
        });
        yield return number % 9 == 0 ? new Step.Optimize() : new Step.Commit();
    }

    /// <summary>The last entry in a commit; 0 is none.</summary>
    public static int LastOf(Snapshot snapshot) =>
        snapshot.Attachment(Key) is { } bytes ? int.Parse(bytes.Span, CultureInfo.InvariantCulture) : 0;
}
