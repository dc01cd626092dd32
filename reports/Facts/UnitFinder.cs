using System.Buffers;
using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Language.Gazetteer;
using KnowledgeBase.Reports.Structuring;

namespace KnowledgeBase.Reports.Facts;

/// <summary>
/// The unit whose report it is, among those above it, beside it and those that it only names: by the title, by what the opening says
/// of itself, by the signature, and by a weighted majority of mentions.
/// </summary>
internal static class UnitFinder
{
    private const double Enough = 3;
    private const double WeightOfTitle = 20;
    private const double WeightOfName = 4;

    /// <summary>Less than what the text says of itself: 「三亚_政府工作报告」 does not tell which level.</summary>
    private const double WeightOfGovernment = 5;
    private const double WeightOfSignature = 12;
    private const double WeightOfStatement = 10;
    private const double WeightOfOpening = 6;
    private const int OpeningLength = 500;

    private static readonly SearchValues<char> Levels = SearchValues.Create("省市县区州旗盟镇乡");

    private static readonly Dictionary<string, string[]> Contexts =
        DataFile.Blocks("unit-contexts.txt").ToDictionary(block => block.Name, block => block.Entries.ToArray());

    private static readonly string[] Statements = Contexts["statement"];
    private static readonly string[] StatementEnds = Contexts["statement-end"];
    private static readonly string[] SelfBefore = Contexts["self-before"];
    private static readonly string[] SelfAfter = Contexts["self-after"];
    private static readonly string[] OtherBefore = Contexts["other-before"];
    private static readonly string[] OtherAfter = Contexts["other-after"];
    private static readonly string[] SignatureLabels = Contexts["signature-label"];
    private static readonly string[] TitleBefore = Contexts["title-before"];

    /// <summary>Units of which every report names many: only words of its own make one of them the reporter.</summary>
    private static readonly UnitType[] Common = [.. Contexts["common"].Select(Enum.Parse<UnitType>)];

    private static readonly (string End, UnitType Type)[] PlaceEnds =
        [.. Contexts["locality-end"].Select(line => line.Split('\t')).Select(columns => (columns[0], Enum.Parse<UnitType>(columns[1])))];

    public sealed record Found(Fact<string> Unit, Fact<UnitType> Type, IReadOnlyList<string> Names, Fact<string>? Level);

    public static Found? Find(Title title, Report report, string text, int bodyStart, string? name)
    {
        var mentions = new List<UnitMention>();
        var locality = LocalityOf(title, report, text, name);
        if (FromTitle(title, locality) is { } titled)
            mentions.Add(titled);

        FromStatements(mentions, text, bodyStart);
        FromSignatures(mentions, report, text);
        var opening = report.Sections.FirstOrDefault(section => section.Type == SectionType.导语);
        var openingEnd = opening is null ? bodyStart : opening.Start + opening.Length;
        Collect(mentions, text, bodyStart, text.Length, 0, (offset, length, type) => Weigh(text, offset, length, openingEnd, type));
        if (name is not null)
            Collect(mentions, name, 0, name.Length, -1, (_, _, _) => WeightOfName);

        return Best(mentions, locality);
    }

    private static Found? Best(List<UnitMention> mentions, LocalityEvidence? locality)
    {
        var types = mentions.GroupBy(mention => mention.Type)
            .Select(group => (Mentions: group.ToList(), Weight: group.Sum(mention => mention.Weight)))
            .OrderByDescending(entry => entry.Weight)
            .ToList();
        if (types.Count == 0 || types[0].Weight < Enough || (types.Count > 1 && types[1].Weight * 1.3 > types[0].Weight))
            return null;

        var best = types[0].Mentions.GroupBy(mention => mention.Words)
            .Select(group => (Mention: group.MaxBy(mention => mention.Weight)!, Weight: group.Sum(mention => mention.Weight)))
            .OrderByDescending(entry => entry.Weight)
            .ThenByDescending(entry => entry.Mention.Words.Length)
            .First().Mention;
        var all = types.Sum(entry => Math.Max(0, entry.Weight));
        var confidence = Math.Round(Math.Min(0.98, 0.35 + (0.5 * types[0].Weight / all) + (Math.Min(10, types[0].Weight) / 60)), 2);
        var unit = WithLocality(best, types[0].Mentions, locality);
        return new(
            new(unit, best.Words, best.Offset, confidence),
            new(best.Type, best.Words, best.Offset, confidence),
            Names(best, unit),
            LevelOf(best.Type, unit) is { } level ? new(level, best.Words, best.Offset, confidence) : null);
    }

    /// <summary>The unit that a title names, from its first word on if it can be; otherwise anywhere in it.</summary>
    private static UnitMention? FromTitle(Title title, LocalityEvidence? locality)
    {
        var words = title.Words;
        var start = TitleStart(words);
        if (words.Length > start && UnitNameParser.At(words, start, words.Length, title.Start, WeightOfTitle) is { } first)
            return first;

        var anywhere = new List<UnitMention>();
        Collect(anywhere, words, 0, words.Length, title.Start, (offset, length, _) => IsOther(words, offset, length) ? 0 : WeightOfTitle);
        return anywhere.Find(mention => mention.Weight > 0) ?? GovernmentOf(title, locality) ?? LocalityInTitle(title, start);
    }

    /// <summary>Behind 「2023年度」, 「关于」 and what else stands before a unit.</summary>
    private static int TitleStart(string words)
    {
        var start = 0;
        while (true)
        {
            var before = start;
            if (YearMentions.Find(words) is var years && years.Find(year => year.Offset == start) is { Words: not null } found)
                start += found.Words.Length;

            while (start < words.Length && words[start] is '—' or '-' or ' ' or '　' or '#' or '“' or '《')
                start++;

            foreach (var word in TitleBefore)
                if (words.AsSpan(start).StartsWith(word))
                    start += word.Length;

            if (start == before || start >= words.Length)
                return Math.Min(start, words.Length);
        }
    }

    /// <summary>「三亚_政府工作报告_2024」 is the report of 三亚市人民政府.</summary>
    private static UnitMention? GovernmentOf(Title title, LocalityEvidence? locality)
    {
        if (locality?.Candidates[0] is not { Level: < LocalityLevel.Township } place
            || !title.Words.Contains("政府工作报告", StringComparison.Ordinal))
            return null;

        var type = place switch
        {
            { Level: LocalityLevel.Province } => UnitType.省,
            { Level: LocalityLevel.Prefecture } => UnitType.市,
            _ => place.Name.EndsWith('市') ? UnitType.市 : UnitType.县区,
        };
        return new(place.Name + "人民政府", "人民政府", type, -1, WeightOfGovernment);
    }

    /// <summary>「东篱镇主要负责人…」, 「翠湖社区2023年…」: a locality that a title begins with reports for itself.</summary>
    private static UnitMention? LocalityInTitle(Title title, int start)
    {
        var words = title.Words[start..];
        foreach (var (end, type) in PlaceEnds)
            if (words.IndexOf(end, StringComparison.Ordinal) is var at and >= 2 and <= 10
                && words.AsSpan(0, at).IndexOfAnyExceptInRange('\u4E00', '\u9FFF') < 0
                && words[0] is not ('我' or '本' or '全' or '各' or '在')
                && (end.Length > 1 || "镇乡村".Contains(end, StringComparison.Ordinal) || IsFollowedByYear(words, at + 1)))
                return new(words[..(at + end.Length)], end, type, title.Start < 0 ? -1 : title.Start + start, 15);

        return null;
    }

    /// <summary>「清源区2024年…方案」; not 「重点区域…」.</summary>
    private static bool IsFollowedByYear(string words, int offset) =>
        words.AsSpan(offset).StartsWith("关于") || YearMentions.Find(words).Exists(year => year.Offset == offset);

    /// <summary>「我代表…」, 「受…委托」, 「现将…」 and the unit that a sentence of the opening begins with.</summary>
    private static void FromStatements(List<UnitMention> mentions, string text, int bodyStart)
    {
        var end = Math.Min(text.Length, bodyStart + OpeningLength);
        for (var i = bodyStart; i < end; i++)
        {
            var weight = StatementEndingAt(text, bodyStart, i);
            if (weight == 0 || UnitNameParser.At(text, i, text.Length, 0, weight) is not { } mention)
                continue;

            var after = text.AsSpan(Math.Min(text.Length, i + mention.Words.Length));
            var speaksOfItself = weight > WeightOfOpening
                ? !StartsWithAny(after, OtherAfter) || StartsWithAny(after, StatementEnds)
                : StartsWithAny(after, SelfAfter);
            if (!speaksOfItself)
                continue;

            mentions.Add(mention);
            i += mention.Words.Length - 1;
        }
    }

    private static double StatementEndingAt(string text, int start, int offset)
    {
        var before = text.AsSpan(start, offset - start);
        foreach (var word in Statements)
            if (before.EndsWith(word))
                return WeightOfStatement;

        return before.EndsWith("年，") || before.EndsWith("年来，") || before.EndsWith("年以来，") || before.EndsWith("\n") || before.IsEmpty
            ? WeightOfOpening
            : 0;
    }

    private static void FromSignatures(List<UnitMention> mentions, Report report, string text)
    {
        var lines = report.Formalities
            .Where(line => line.Type is FormalityType.Signature or FormalityType.Subtitle or FormalityType.Responsibility);
        foreach (var line in lines)
        {
            var start = line.Start;
            var end = line.Start + line.Text.Length;
            while (start < end && (Characters.IsBlank(text[start]) || text[start] is '（' or '('))
                start++;

            foreach (var label in SignatureLabels)
                if (text.AsSpan(start, end - start).StartsWith(label))
                    start += label.Length;

            if (start < end && UnitNameParser.At(text, start, end, 0, WeightOfSignature) is { } mention)
                mentions.Add(mention);
        }
    }

    private static void Collect(
        List<UnitMention> mentions,
        string text,
        int start,
        int end,
        int offset,
        Func<int, int, UnitType, double> weigh)
    {
        var list = UnitNameList.Instance;
        var found = list.Find(text, start, end).ToList();
        for (var i = 0; i < found.Count; i++)
        {
            // 「市委」 before 「组织部」 is where that stands: 市委组织部.
            var head = found[i].Offset;
            while (i + 1 < found.Count && found[i + 1].Offset == found[i].Offset + found[i].Name.Length)
                i++;

            var (at, name) = found[i];
            var type = list.TypeOf(name);
            var from = LocalityName.StartBefore(text, head, start);
            if (Common.Contains(type) && from == at)
                from = LocalityName.NameBefore(text, at, start);

            if (weigh(from, at + name.Length - from, type) is var weight and > 0)
                mentions.Add(new(text[from..(at + name.Length)], name, type, offset < 0 ? -1 : offset + from, weight));
        }
    }

    private static bool IsOther(string text, int offset, int length) =>
        text.AsSpan(0, offset).EndsWith("在") || StartsWithAny(text.AsSpan(offset + length), OtherAfter);

    private static double Weigh(string text, int offset, int length, int openingEnd, UnitType type)
    {
        var before = text.AsSpan(Math.Max(0, offset - 6), Math.Min(6, offset));
        var after = text.AsSpan(offset + length, Math.Min(8, text.Length - offset - length));
        var lineStart = before.Length == 0 || before[^1] == '\n';
        if (lineStart && (after.Length == 0 || after[0] == '\n'))
            return text.Length - offset < 200 ? 15 : 1;

        if (StartsWithAny(after, OtherAfter))
            return 0;

        var isSelf = EndsWithAny(before, SelfBefore);
        if (!isSelf && ((Common.Contains(type) && offset >= openingEnd) || EndsWithAny(before, OtherBefore)))
            return 0;

        // 「2023年，人社局党总支部…」: who opens the report is who reports.
        var atOpening = offset < openingEnd ? before.EndsWith("年，") || lineStart ? 3 : 1 : 0;
        return (isSelf ? 6.0 : 1) + (StartsWithAny(after, SelfAfter) ? 2 : 0) + atOpening;
    }

    /// <summary>The locality that the title, or the line below it, names: it completes 「市人民政府」.</summary>
    private static LocalityEvidence? LocalityOf(Title title, Report report, string text, string? name)
    {
        if (LocalityAt(title.Words, TitleStart(title.Words)) is { } titled)
            return titled;

        foreach (var line in report.Formalities.Where(line => line.Type is FormalityType.Subtitle or FormalityType.Signature))
            for (var i = 0; i < Math.Min(4, line.Text.Length); i++)
                if (LocalityTable.Instance.At(line.Text.AsSpan(i)) is not null)
                    return LocalityAt(line.Text, i);

        return name is null ? null : LocalityAt(name, TitleStart(name));
    }

    /// <summary>The innermost of the localities that stand one behind another.</summary>
    private static LocalityEvidence? LocalityAt(string text, int start)
    {
        if (LocalityTable.Instance.At(text.AsSpan(start), shortNames: true) is not { } match)
            return null;

        var (at, found) = (start, match);
        while (LocalityTable.Instance.At(text.AsSpan(at + found.Length)) is { } next)
        {
            at += found.Length;
            var inner = next.Localities.Where(locality => found.Localities.Any(locality.IsWithin)).ToList();
            found = inner.Count > 0 ? next with { Localities = inner } : next;
        }

        return new(text.Substring(at, found.Length), found.Localities);
    }

    /// <summary>
    /// 「市人民政府」 with the locality of the title is 三亚市人民政府, 「县审计局」 beside a mention of 清河县审计局 is that.
    /// </summary>
    private static string WithLocality(UnitMention best, List<UnitMention> sameType, LocalityEvidence? locality)
    {
        var words = best.Words;
        if (!Levels.Contains(words[0]) && !words.StartsWith("自治区", StringComparison.Ordinal))
            return words;

        var full = sameType.Where(mention => mention.Words.Length > words.Length && mention.Words.EndsWith(words, StringComparison.Ordinal))
            .MaxBy(mention => mention.Weight)?.Words;
        if (full is not null && LocalityName.StartBefore(full, full.Length - words.Length, 0) == 0)
            return full;

        if (locality is null)
            return words;

        var level = words.StartsWith("自治区", StringComparison.Ordinal) ? 3 : 1;
        foreach (var candidate in locality.Candidates)
            for (var place = candidate; place is not null; place = place.Parent)
                if (place.Name.EndsWith(words[..level], StringComparison.Ordinal))
                    return place.Name + words[level..];

        // 「恩施_政府工作报告」 of 「市人民政府」 is not the prefecture's but 恩施市's.
        var written = locality.Written + words[..level];
        return LocalityTable.Instance.Named(written).Count > 0 ? written + words[level..] : words;
    }

    /// <param name="Written">As the text names it: 吉林.</param>
    /// <param name="Candidates">What that may be: 吉林省, 吉林市.</param>
    private sealed record LocalityEvidence(string Written, IReadOnlyList<Locality> Candidates);

    private static IReadOnlyList<string> Names(UnitMention best, string unit)
    {
        var names = new List<string> { unit, best.Words };
        if (UnitNameList.Instance.OtherForm(best.Name) is { } other)
        {
            foreach (var full in (string[])[unit, best.Words])
                if (full.EndsWith(best.Name, StringComparison.Ordinal))
                    names.Add(full[..^best.Name.Length] + other);

            if (!Common.Contains(best.Type))
                names.Add(other);
        }

        // 有限公司 or 共青团委 alone names no unit among the many of its kind.
        if (!Common.Contains(best.Type))
            names.Add(best.Name);

        return [.. names.Where(name => name.Length > 1).Distinct()];
    }

    private static string? LevelOf(UnitType type, string unit)
    {
        if (type is UnitType.乡镇 or UnitType.街道)
            return "乡镇";

        var end = UnitNameParser.LocalitiesEnd(unit, 0, unit.Length);
        if (end > 0 && LocalityTable.Instance.Named(unit.AsSpan(0, end)) is [var locality, ..])
            return locality.Level switch
            {
                LocalityLevel.Province => "省",
                LocalityLevel.Prefecture => "市",
                LocalityLevel.County => "县区",
                _ => "乡镇",
            };

        var offset = unit.AsSpan().IndexOfAny(Levels);
        return offset < 0 ? null : unit[offset] switch
        {
            '省' => "省",
            '市' or '州' or '盟' => "市",
            '县' or '区' or '旗' => "县区",
            _ => "乡镇",
        };
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
            if (text.StartsWith(word))
                return true;

        return false;
    }

    private static bool EndsWithAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
            if (text.EndsWith(word))
                return true;

        return false;
    }
}

/// <summary>A unit that a text names.</summary>
/// <param name="Words">With its locality: 县审计局.</param>
/// <param name="Name">Without: 审计局.</param>
/// <param name="Offset">In the report's text; -1 outside.</param>
internal sealed record UnitMention(string Words, string Name, UnitType Type, int Offset, double Weight);
