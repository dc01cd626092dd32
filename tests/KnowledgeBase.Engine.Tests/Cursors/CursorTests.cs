using KnowledgeBase.Engine.Cursors;

namespace KnowledgeBase.Engine.Tests.Cursors;

public sealed class TermCursorTests : CursorContract
{
    protected override Query Query => new Query.Text("防", TextMatch.Any);

    protected override Type Kind => typeof(TermCursor);
}

public sealed class RareTermCursorTests : CursorContract
{
    protected override Query Query => new Query.Text("抗旱", TextMatch.All);

    protected override Type Kind => typeof(TermCursor);
}

public sealed class PhraseCursorTests : CursorContract
{
    protected override Query Query => new Query.Text("作，", TextMatch.Phrase);

    protected override Type Kind => typeof(PhraseCursor);
}

public sealed class ExactCursorTests : CursorContract
{
    protected override Query Query => new Query.Text("Ａ", TextMatch.Exact, "text");

    protected override Type Kind => typeof(PhraseCursor);
}

public sealed class OrCursorTests : CursorContract
{
    protected override Query Query => new Query.Text("防汛 抗旱工作 a1", TextMatch.Any);

    protected override Type Kind => typeof(OrCursor);
}

public sealed class AndCursorTests : CursorContract
{
    protected override Query Query => new Query.And([new Query.Text("防", TextMatch.Any), new Query.Text("工作 汛", TextMatch.Any)]);

    protected override Type Kind => typeof(AndCursor);
}

public sealed class AtLeastCursorTests : CursorContract
{
    protected override Query Query => new Query.AtLeast(
        [
            new(new Query.Text("防", TextMatch.Any), 2),
            new(new Query.Text("工作", TextMatch.Any), 1),
            new(new Query.Text("汛", TextMatch.Any), 1.5),
            new(new Query.Text("旱", TextMatch.Any), 1),
        ],
        3);

    protected override Type Kind => typeof(AtLeastCursor);
}

public sealed class NotCursorTests : CursorContract
{
    protected override Query Query => new Query.Not(new Query.Text("防", TextMatch.Any));

    protected override Type Kind => typeof(NotCursor);
}

public sealed class BitsCursorTests : CursorContract
{
    protected override Query Query => new Query.Where(new Filter.Keyword("section", ["甲", null]));

    protected override Type Kind => typeof(BitSetCursor);
}

public sealed class AllCursorTests : CursorContract
{
    protected override Query Query => Query.All;

    protected override Type Kind => typeof(AllCursor);
}

public sealed class NestedCursorTests : CursorContract
{
    protected override Query Query => new Query.And(
    [
        new Query.Or([new Query.Text("防汛", TextMatch.Phrase), new Query.Where(new Filter.Number("year", [new NumberRange(2021, 2022)]))]),
        new Query.Not(new Query.And([new Query.Text("旱", TextMatch.Exact), new Query.Text("工", TextMatch.Any)])),
    ]);

    protected override Type Kind => typeof(AndCursor);
}
