namespace KnowledgeBase.Reports;

/// <summary>What a line is that belongs to the form of a report, not to what it says.</summary>
public enum FormalityType
{
    /// <summary>Below the title: 「（2022年度）」, 「——在…会议上」, the author's office.</summary>
    Subtitle,

    /// <summary>Whom it addresses: 「各位代表：」, 「县委组织部：」.</summary>
    Salutation,

    /// <summary>A heading with no text of its own: the headings below it follow at once.</summary>
    Heading,

    /// <summary>The column names of a table.</summary>
    TableHeader,

    /// <summary>Who signs, alone or with the date.</summary>
    Signature,

    /// <summary>The date of signing or of the speech.</summary>
    Date,

    /// <summary>A line that names attachments.</summary>
    Attachment,

    /// <summary>Who answers for an item, and until when: 「责任人：…」.</summary>
    Responsibility,
}

/// <summary>A line of a report that no search returns. Positions are UTF-16 code units in the report's text.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Text">Exactly the characters at its start.</param>
/// <param name="Start">Its offset in the report's text.</param>
/// <param name="Heading">The words of a heading without its number; null for other lines.</param>
public sealed record Formality(FormalityType Type, string Text, int Start, string? Heading = null);
