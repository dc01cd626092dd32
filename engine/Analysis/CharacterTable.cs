using System.Globalization;

namespace KnowledgeBase.Engine.Analysis;

/// <summary>
/// The character properties on which the terms of texts depend, from <c>characters.txt</c>, which describes its lines. They are a part of
/// the
/// index format and not taken from the runtime, whose Unicode data changes with its version.
/// </summary>
internal sealed class CharacterTable
{
    private const string ResourceName = "characters.txt";

    private readonly bool[] _spaces = new bool[char.MaxValue + 1];
    private readonly bool[] _separators = new bool[char.MaxValue + 1];
    private readonly char[] _lower = new char[char.MaxValue + 1];

    private CharacterTable()
    {
        for (var i = 0; i < _lower.Length; i++)
            _lower[i] = (char)i;
    }

    public bool IsSpace(char c) => _spaces[c];

    public bool IsSeparator(char c) => _separators[c];

    public char ToLower(char c) => _lower[c];

    public static CharacterTable Read()
    {
        var table = new CharacterTable();
        using var stream = typeof(CharacterTable).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"the assembly has no resource '{ResourceName}'");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (!line.StartsWith('#'))
                table.Add(line.Split(' '));
        return table;
    }

    private void Add(string[] entry)
    {
        var first = int.Parse(entry[1].AsSpan(0, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        var last = int.Parse(entry[1].AsSpan(5, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        switch (entry[0])
        {
            case "space":
                _spaces.AsSpan(first..(last + 1)).Fill(true);
                break;
            case "separator":
                _separators.AsSpan(first..(last + 1)).Fill(true);
                break;
            case "lower":
                var step = int.Parse(entry[2], CultureInfo.InvariantCulture);
                var offset = int.Parse(entry[3], CultureInfo.InvariantCulture);
                for (var c = first; c <= last; c += step)
                    _lower[c] = (char)(c + offset);
                break;
            default:
                throw new InvalidDataException($"'{entry[0]}' is no property of characters");
        }
    }
}
