namespace KnowledgeBase.Reports.Privacy;

/// <summary>Finds number plates of vehicles: 京A·12345, 琼AD12345, 粤B1234学.</summary>
internal static class NumberPlates
{
    private const string Provinces = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
    private const string Endings = "学警挂港澳领使";
    private const int Serial = 5;
    private const int FewestDigits = 2;

    public static IEnumerable<PersonalNumber> In(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!Provinces.Contains(text[at], StringComparison.Ordinal) || End(text, at) is not { } end)
                continue;
            yield return new PersonalNumber(PersonalNumberKind.NumberPlate, at, end - at);
            at = end - 1;
        }
    }

    private static int? End(string text, int province)
    {
        var letter = Skip(text, province + 1);
        if (letter >= text.Length || !char.IsAsciiLetterUpper(Glyphs.Fold(text[letter])))
            return null;
        var at = Skip(text, letter + 1);
        var serial = "";
        for (; at < text.Length && serial.Length <= Serial; at++)
        {
            if (Glyphs.IsInvisible(text[at]))
                continue;
            if (Glyphs.Fold(text[at]) is not (>= '0' and <= '9' or (>= 'A' and <= 'Z' and not ('I' or 'O'))))
                break;
            serial += Glyphs.Fold(text[at]);
        }

        if (serial.Length == Serial - 1 && at < text.Length && Endings.Contains(text[at], StringComparison.Ordinal))
            (serial, at) = (serial + "0", at + 1);
        else if (at < text.Length && char.IsAsciiLetterOrDigit(Glyphs.Fold(text[at])))
            return null;
        var digits = serial.Count(char.IsAsciiDigit);
        return serial.Length switch
        {
            Serial when digits >= FewestDigits => at,

            // Vehicles with electric drive have a D or F at one end and digits elsewhere.
            Serial + 1 when digits >= Serial - 1 && (char.IsAsciiLetter(serial[0]) || char.IsAsciiLetter(serial[^1])) => at,
            _ => null,
        };
    }

    /// <summary>Past one dot, hyphen or blank, or the end of a line with its indentation.</summary>
    private static int Skip(string text, int from)
    {
        var at = from;
        var signs = 0;
        var isBroken = false;
        for (; at < text.Length; at++)
        {
            if (text[at] == '\n' && !isBroken)
                isBroken = true;
            else if (!Glyphs.IsInvisible(text[at]) && !(isBroken && Glyphs.IsBlank(text[at])) && text[at] != '\r')
            {
                if (!(Glyphs.IsDot(text[at]) || Glyphs.IsHyphen(text[at]) || Glyphs.IsBlank(text[at])) || signs++ > 0)
                    break;
            }
        }

        return at;
    }
}
