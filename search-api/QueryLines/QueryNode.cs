using KnowledgeBase.Engine;

namespace KnowledgeBase.SearchApi.QueryLines;

/// <summary>What a query line says, before anything is looked up.</summary>
public abstract record QueryNode
{
    /// <summary>Characters that stand together, whatever their width and case. The only node that may be loosened.</summary>
    public sealed record Word(string Text) : QueryNode;

    /// <summary>Characters that stand exactly so.</summary>
    public sealed record Phrase(string Text) : QueryNode;

    /// <summary>A phrase with wildcards between its parts: <c>"以*促*"</c> has the parts 以, 促 and an empty one.</summary>
    public sealed record Pattern(IReadOnlyList<string> Parts) : QueryNode;

    /// <summary>Texts that stand near each other, in any order.</summary>
    /// <param name="Distance">At most so many characters between the first and the last of them; null where only the scope counts.</param>
    public sealed record Near(IReadOnlyList<string> Texts, NearScope Scope, int? Distance) : QueryNode;

    /// <summary><c>字段:值,值</c>: one of the values.</summary>
    public sealed record Field(QueryField Name, IReadOnlyList<FieldValue> Values) : QueryNode;

    public sealed record And(IReadOnlyList<QueryNode> Nodes) : QueryNode;

    public sealed record Or(IReadOnlyList<QueryNode> Nodes) : QueryNode;

    public sealed record Not(QueryNode Node) : QueryNode;
}

public enum NearScope
{
    Passage,
    Sentence,
}

/// <summary>A value of a field, looked up and found.</summary>
public abstract record FieldValue
{
    /// <summary>The field has no value: 不明.</summary>
    public sealed record Missing : FieldValue;

    /// <param name="Text">A name of the field's table, or what a name must hold where the field has no table.</param>
    /// <param name="IsExact">It stood in quotes.</param>
    public sealed record Name(string Text, bool IsExact = false) : FieldValue;

    public sealed record Years(NumberRange Range) : FieldValue;
}
