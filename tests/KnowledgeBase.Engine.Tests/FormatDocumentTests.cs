using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Commits;
using KnowledgeBase.Engine.Postings;
using KnowledgeBase.Engine.Segments;
using KnowledgeBase.Engine.Signatures;

namespace KnowledgeBase.Engine.Tests;

/// <summary>The bytes that docs/index-format.md shows are those that the program writes.</summary>
public partial class FormatDocumentTests
{
    private static readonly string Document = File.ReadAllText(Repository.At("docs", "index-format.md"));

    [Fact]
    public void The_packed_numbers_are_those_of_the_document()
    {
        var bytes = new ByteBuffer();
        var token = PatchedPacking.Pack([1, 2, 3, 1, 0, 2, 100, 3, 1, 1, 2, 0, 3, 3, 1, 2], bytes);
        Assert.Equal(Shown("packed"), Hex([token, .. bytes.Written]));
    }

    [Fact]
    public void The_tokens_are_those_of_the_document()
    {
        var bytes = new ByteBuffer();
        var dictionary = TokenDictionary.Of(["的", "发展", "发"]);
        dictionary.Write(bytes);
        new TokenEncoder(dictionary).Encode("发展的发A", bytes);
        Assert.Equal(Shown("tokens"), Hex(bytes.Written));
    }

    [Fact]
    public void The_postings_are_those_of_the_document()
    {
        var frequencies = new FieldFrequencies(1, [1, 2, 3]);
        var weights = new FieldWeights(frequencies, [new TextField("text")], [4f]);
        var writer = new PostingsWriter<FourEach>(weights, new FourEach());
        Assert.Equal(Shown("postings"), Hex(writer.Encode([0, 3, 4], [0, 0, 2])));
    }

    [Fact]
    public void The_signature_is_that_of_the_document()
    {
        var masked = new char[32];
        var values = new ushort[Signature.Length];
        Signature.Write(masked.AsSpan(0, MaskedText.Write("（一）學習形式單一。第7條", masked)), values);
        Assert.Equal(Shown("signature"), Hex(MemoryMarshal.AsBytes<ushort>(values)));
    }

    [Fact]
    public void The_manifest_is_that_of_the_document()
    {
        var totals = new FieldStatistics(1);
        totals.Add(0, 4);
        totals.Add(0, 6);
        var deleted = new BitSet(3);
        deleted.Set(1);
        var state = new SegmentState(new SegmentName(1, 1234, 0xCAFEF00D), 3, 3, deleted, deleted, 2, totals);
        var commit = new Commit(7, 2, new IndexSchema([new TextField("text")], ["unit"], ["year"]), [state]);
        Assert.Equal(Shown("manifest"), Hex(Manifest.Encode(commit).Written));
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes);

    /// <summary>The bytes of the block with a name, without what is said of them.</summary>
    private static string Shown(string name)
    {
        var block = Regex.Match(Document, $"```bytes {name}\n(.*?)```",
            RegexOptions.Singleline | RegexOptions.NonBacktracking).Groups[1].Value;
        return string.Concat(block.Split('\n').Select(line => Spaces().Replace(line.Split('·')[0], "")));
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    private readonly struct FourEach : IFieldLengths
    {
        public int Of(int field, int document) => 4;
    }
}
