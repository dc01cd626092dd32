using KnowledgeBase.Engine.Postings;
using KnowledgeBase.Engine.Scoring;

namespace KnowledgeBase.Engine.Cursors;

/// <summary>The documents of one term.</summary>
internal sealed class TermCursor(PostingsReader postings, FieldWeights weights, ILengths lengths, float idf, int? field) : Cursor
{
    readonly uint[] _documents = new uint[PostingsFormat.Block];
    readonly uint[] _profiles = new uint[PostingsFormat.Block];
    int _block = -1;
    int _count;
    int _at;

    public override long Cost => postings.Count;

    public override int Advance(int target)
    {
        if (target == End)
            return Document = End;
        if (_block < 0 || postings.Last(_block) < target || _at >= _count)
            Load(postings.Seek(Math.Max(_block, 0), target));
        while (true)
        {
            while (_at < _count && ((int)_documents[_at] < target || !HoldsField(_profiles[_at])))
                _at++;
            if (_at < _count)
                return Document = (int)_documents[_at];
            if (_block + 1 >= postings.BlockCount)
                return Document = End;
            Load(_block + 1);
        }
    }

    public override double Score() => Bm25.Score(idf, weights.Frequency(lengths, Document, (int)_profiles[_at]));

    bool HoldsField(uint profile) => field is not { } only || weights.Profiles[(int)profile][only] > 0;

    void Load(int block)
    {
        if (block == _block)
            return;
        (_block, _at) = (block, 0);
        _count = block < postings.BlockCount ? postings.Read(block, _documents, _profiles) : 0;
    }
}
