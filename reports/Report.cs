namespace KnowledgeBase.Reports;

/// <summary>One report as its raw file tells it. Positions are UTF-16 code units in <see cref="Text"/> unless they say raw.</summary>
public sealed record Report
{
    /// <summary>The title without the numbering of a collection.</summary>
    public required string Title { get; init; }

    /// <summary>Whose report it is, as the report names it.</summary>
    public Fact<string>? Unit { get; init; }

    /// <summary>Further forms of the unit's name: full, short, without its place.</summary>
    public IReadOnlyList<string> UnitNames { get; init; } = [];

    /// <summary>What the unit does.</summary>
    public Fact<UnitType>? UnitType { get; init; }

    /// <summary>省 市 县区 乡镇 …, where the words say so.</summary>
    public Fact<string>? Level { get; init; }

    /// <summary>The year that is reported on.</summary>
    public Fact<int>? Year { get; init; }

    /// <summary>文种.</summary>
    public Fact<ReportKind>? Kind { get; init; }

    /// <summary>The site or collection that the raw file came from, by its marks.</summary>
    public Fact<string>? Source { get; init; }

    /// <summary>The whole cleaned report, title first, one paragraph a line.</summary>
    public required string Text { get; init; }

    /// <summary>The sections in order of place; together they hold every paragraph of the body.</summary>
    public required IReadOnlyList<Section> Sections { get; init; }

    /// <summary>Salutation, signature, date and other lines of form that are part of its text and of no passage, in order.</summary>
    public IReadOnlyList<Formality> Formalities { get; init; } = [];

    /// <summary>What may be foreign in its text but is not proven, in order of place.</summary>
    public IReadOnlyList<SuspectedText> Suspected { get; init => field = value ?? []; } = [];

    /// <summary>What a person should know about this report: a clash of years, a title from outside the text.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];

    /// <summary>The facts that are known, by the name that programs give them, each value as its word.</summary>
    public IReadOnlyDictionary<string, Fact<string>> NamedFacts()
    {
        var facts = new OrderedDictionary<string, Fact<string>>(StringComparer.Ordinal);
        Add("unit", Unit);
        Add("unitType", UnitType);
        Add("level", Level);
        Add("year", Year);
        Add("kind", Kind);
        Add("source", Source);
        return facts;

        void Add<T>(string name, Fact<T>? fact)
        {
            if (fact is null)
                return;

            var value = Convert.ToString(fact.Value, System.Globalization.CultureInfo.InvariantCulture)!;
            facts.Add(name, new(value, fact.Evidence, fact.Start, fact.Confidence));
        }
    }
}

/// <summary>A value with the words that prove it.</summary>
/// <param name="Value">What the report says.</param>
/// <param name="Evidence">The words it was read from.</param>
/// <param name="Start">Where they stand in the report's text; -1 where they stand outside it (file name, removed marks).</param>
/// <param name="Confidence">0 to 1.</param>
public sealed record Fact<T>(T Value, string Evidence, int Start, double Confidence);

/// <summary>A piece of a report's text that may not be the report's.</summary>
/// <param name="Rule">The name of the rule that doubts it.</param>
/// <param name="Text">Exactly the characters at its start.</param>
/// <param name="Start">UTF-16 offset in the report's text.</param>
/// <param name="Length">UTF-16 code units.</param>
/// <param name="Reason">The evidence, for a person who decides.</param>
public sealed record SuspectedText(string Rule, string Text, int Start, int Length, string Reason);

/// <summary>A part of a report that holds one thing.</summary>
public sealed record Section
{
    /// <summary>What it holds.</summary>
    public required SectionType Type { get; init; }

    /// <summary>Without its numbering; null where a section has none.</summary>
    public string? Heading { get; init; }

    /// <summary>The section's place in the report's text.</summary>
    public required int Start { get; init; }

    /// <summary>UTF-16 code units.</summary>
    public required int Length { get; init; }

    /// <summary>Its passages in order of place.</summary>
    public required IReadOnlyList<Passage> Passages { get; init; }
}

/// <summary>The smallest item that a writer would lift.</summary>
public sealed record Passage
{
    /// <summary>UTF-16 code units; a longer item is cut at sentences into parts.</summary>
    public const int MaxLength = 800;

    /// <summary>Without its numbering; null where there is none.</summary>
    public string? Heading { get; init; }

    /// <summary>The headings above and its own, outermost first, without numbering.</summary>
    public required IReadOnlyList<string> HeadingPath { get; init; }

    /// <summary>Exactly the characters at <see cref="Start"/> in the report's text.</summary>
    public required string Text { get; init; }

    /// <summary>UTF-16 offset in the report's text.</summary>
    public required int Start { get; init; }

    /// <summary>UTF-16 code units.</summary>
    public required int Length { get; init; }

    /// <summary>Offset of its first character in the decoded raw text.</summary>
    public required int RawStart { get; init; }

    /// <summary>From its first to its last character in the decoded raw text: what was removed between them counts.</summary>
    public required int RawLength { get; init; }

    /// <summary>What it is about; null where no words prove it.</summary>
    public PassageTopic? Topic { get; init; }

    /// <summary>The cells of a table's row, with the names of their columns; empty for other passages.</summary>
    public IReadOnlyList<TableCell> Cells { get; init; } = [];

    /// <summary>Which part of a long item it is, from 1; its siblings are the passages next to it, up to <see cref="PartCount"/>.</summary>
    public int Part { get; init; } = 1;

    /// <summary>Into how many parts the item was cut.</summary>
    public int PartCount { get; init; } = 1;
}
