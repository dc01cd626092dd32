namespace KnowledgeBase.Reports.Quality.Dressing;

/// <summary>What a reading serves, without white space, and to which section each character belongs.</summary>
internal sealed class ServedText
{
    private readonly SectionType?[] _types;
    private readonly Passage?[] _passages;

    public ServedText(Reading reading)
    {
        var compacts = reading.Reports.Select(report => Dressing.Compact.WithPlaces(report.Text)).ToList();
        Compact = string.Concat(compacts.Select(pair => pair.Text));
        _types = new SectionType?[Compact.Length];
        _passages = new Passage?[Compact.Length];
        var offset = 0;
        for (var i = 0; i < compacts.Count; i++)
        {
            var (types, passages) = Cover(reading.Reports[i]);
            foreach (var place in compacts[i].Places)
            {
                _types[offset] = types[place];
                _passages[offset++] = passages[place];
            }
        }
    }

    public string Compact { get; }

    /// <summary>The type of the passage that holds a character; null where none does.</summary>
    public SectionType? TypeAt(int index) => _types[index];

    public Passage? PassageAt(int index) => _passages[index];

    private static (SectionType?[] Types, Passage?[] Passages) Cover(Report report)
    {
        var types = new SectionType?[report.Text.Length];
        var passages = new Passage?[report.Text.Length];
        foreach (var section in report.Sections)
            foreach (var passage in section.Passages)
            {
                Array.Fill(types, section.Type, passage.Start, passage.Length);
                Array.Fill(passages, passage, passage.Start, passage.Length);
            }

        return (types, passages);
    }
}
