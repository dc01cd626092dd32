using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.Merging;

/// <summary>A source of a merge, with the new number of each document and group; −1 for deleted ones.</summary>
internal sealed class MergeSource
{
    private long _releasedUpTo;

    public MergeSource(SegmentReader reader, BitSet? deadGroups, int firstDocument, int firstGroup)
    {
        Reader = reader;
        Documents = new int[reader.Documents];
        Groups = new int[reader.Groups];
        for (var g = 0; g < Groups.Length; g++)
        {
            var dead = deadGroups is not null && deadGroups[g];
            Groups[g] = dead ? -1 : firstGroup++;
            for (var d = reader.GroupStart(g); d < reader.GroupStart(g + 1); d++)
                Documents[d] = dead ? -1 : firstDocument++;
        }

        EndDocument = firstDocument;
        EndGroup = firstGroup;
    }

    public SegmentReader Reader { get; }

    public int[] Documents { get; }

    public int[] Groups { get; }

    public int EndDocument { get; }

    public int EndGroup { get; }

    /// <summary>Releases the pages of postings up to an offset, which grows from call to call.</summary>
    public void ReleasePostings(long offset) => _releasedUpTo = Reader.PostingsBytes.ReleasePagesUpTo(_releasedUpTo, offset);

    /// <summary>The new number of the first document from here on that is kept, or the end.</summary>
    public int FirstLiveDocument(int document)
    {
        while (document < Documents.Length && Documents[document] < 0)
            document++;
        return document < Documents.Length ? Documents[document] : EndDocument;
    }
}
