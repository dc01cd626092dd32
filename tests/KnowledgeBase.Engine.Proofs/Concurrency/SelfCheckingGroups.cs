using System.Security.Cryptography;
using System.Text;
using KnowledgeBase.Engine.Proofs.Comparison;

namespace KnowledgeBase.Engine.Proofs.Concurrency;

/// <summary>
/// Groups with the data to verify them: each document a hash of its text and the version of its group, the group its size and version.
/// </summary>
internal static class SelfCheckingGroups
{
    public static readonly IndexSchema Schema = new([new TextField("heading", 2), new TextField("text")], ["version"], ["size"]);

    private static readonly string[] Words = ["防汛", "抗旱", "工作", "督查", "整改", "台账", "，", "。", "a1", "Ｂ２", "\uD83D\uDE00"];

    public static DocumentGroup Group(string key, int version, Random random)
    {
        var size = random.Next(1, 9);
        var documents = new List<IndexDocument>();
        for (var i = 0; i < size; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(3, 60)).Select(_ => Words[random.Next(Words.Length)]));
            documents.Add(new IndexDocument
            {
                Id = $"{key}#{i}",
                Texts = [Words[random.Next(Words.Length)], text],
                Keywords = [$"{key}:{version}"],
                Numbers = [size],
                Stored = Hash(text),
            });
        }

        return new DocumentGroup { Key = key, Attachment = Encoding.ASCII.GetBytes($"{key}:{version}"), Documents = documents };
    }

    public static string Word(Random random) => Words[random.Next(Words.Length)];

    /// <summary>
    /// Checks that a hit's document is intact, and that its group has one version and the size that each of its documents states.
    /// </summary>
    public static void Check(Snapshot snapshot, int number)
    {
        var document = snapshot.Read(number);
        if (!Hash(document.Texts[1]!).AsSpan().SequenceEqual(document.Stored.Span))
            throw new DisagreementException($"{document.Id} is not what was put");
        var key = snapshot.GroupOf(number);
        var all = snapshot.DocumentsOf(key);
        if (all.Count != document.Numbers[0])
            throw new DisagreementException($"{key} has {all.Count} documents of {document.Numbers[0]}");
        var version = Encoding.ASCII.GetString(snapshot.Attachment(key)!.Value.Span);
        if (document.Keywords[0] != version)
            throw new DisagreementException($"{document.Id} is of {document.Keywords[0]}, its group of {version}");
        var counted = snapshot.Search(new SearchRequest { Filters = [new Filter.Keyword("version", [version])], Limit = 0 }).TotalHits;
        if (counted != all.Count)
            throw new DisagreementException($"a filter finds {counted} documents of {version}, not {all.Count}");
        if (snapshot.Find(document.Id) != number)
            throw new DisagreementException($"{document.Id} is found as another");
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.Unicode.GetBytes(text))[..16];
}
