using FsCheck;
using FsCheck.Fluent;

namespace KnowledgeBase.Engine.Proofs.Generation;

/// <summary>Groups of documents with short texts that share many terms.</summary>
internal static class Groups
{
    private static readonly Gen<string?> Heading = Gen.Frequency(
        (1, Gen.Constant<string?>(null)),
        (6, Alphabet.Text(0, 6).Select(text => (string?)text)));

    private static readonly Gen<string?> Body = Gen.Frequency(
        (1, Gen.Constant<string?>(null)),
        (12, Alphabet.Text(0, 12).Select(text => (string?)text)),
        (4, Alphabet.Text(10, 60).Select(text => (string?)text)),
        (1, Alphabet.Text(300, 700).Select(text => (string?)text)));

    private static readonly Gen<byte[]> Bytes =
        from length in Gen.Choose(0, 12)
        from values in Gen.Choose(0, 255).ArrayOf(length)
        select Array.ConvertAll(values, value => (byte)value);

    public static Gen<DocumentGroup> Group { get; } =
        from key in Fields.Key
        from attachment in Bytes
        from count in Gen.Frequency((1, Gen.Constant(0)), (8, Gen.Choose(1, 4)))
        from documents in Document.ArrayOf(count)
        select Named(key, attachment, documents);

    /// <summary>Many tiny documents at once: postings of several blocks, and many equal scores.</summary>
    public static Gen<DocumentGroup> Large(Gen<string> keys) =>
        from key in keys
        from count in Gen.Frequency((5, Gen.Choose(100, 700)), (1, Gen.Choose(1_500, 3_000)))
        from documents in Tiny.ArrayOf(count)
        select Named(key, [], documents);

    private static Gen<IndexDocument> Document =>
        from heading in Heading
        from body in Body
        from texts in Gen.Choose(0, 8)
        from keywords in Fields.Keyword.ArrayOf(2)
        from numbers in Fields.Number.ArrayOf(2)
        from stored in Bytes
        select new IndexDocument
        {
            Id = "",
            // A shorter list leaves the rest without a value.
            Texts = texts == 0 ? [heading] : [heading, body],
            Keywords = texts == 1 ? [] : keywords,
            Numbers = texts == 2 ? numbers[..1] : numbers,
            Stored = stored,
        };

    private static Gen<IndexDocument> Tiny =>
        from body in Alphabet.Text(1, 8)
        from keyword in Fields.Keyword
        from number in Fields.Number
        select new IndexDocument { Id = "", Texts = [null, body], Keywords = [keyword], Numbers = [number] };

    private static DocumentGroup Named(string key, byte[] attachment, IndexDocument[] documents) => new()
    {
        Key = key,
        Attachment = attachment,
        Documents = [.. documents.Select((document, i) => document with { Id = $"{key}#{i}" })],
    };
}
