using System.Buffers;
using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>Lines that invite, sell or warn in a site's name, told by how many signs of it they show.</summary>
internal sealed class AdvertisingLines : CleaningRule
{
    private const int LongestName = 12;
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789-");

    // Chinese characters beside an address: of a seller whose name is known, and of one whose name they may be.
    private const int LongestRest = 1;
    private const int LongestUnknownName = 4;

    private const int LongestDoubt = 45;
    private const int LongestBanner = 44; // 「——…（www.….com）——」

    public override string Name => "advertising-line";

    public override RemovalGroup Group => RemovalGroup.Advertising;

    public override void Apply(Draft draft, CleaningContext context)
    {
        foreach (var line in draft.Lines)
        {
            if (NameVetoes.IsInTableRow(line.Span))
                continue;

            var folded = line.Folded.Text;
            var signs = AdvertisingSignals.Of(folded, context.Marks);
            if (IsAdvertising(folded, signs, context.Marks))
                draft.RemoveLine(line, Name, "invites, sells or warns in a site's name");
            else if (MayAdvertise(folded, signs, context.Marks))
                draft.Suspect(line.Start, line.Length, Name, "invites or offers in words of sites, and shows nothing of a report");
        }
    }

    /// <summary>A short line in words of sellers, without a report's words, number or subject.</summary>
    private static bool MayAdvertise(string folded, AdvertisingSignals signs, MarkSet marks)
    {
        if (signs is { Kinds: < 2, Invitations: < 2 } || folded.Length is < 5 or > LongestDoubt || LineShape.IsTitle(folded)
            || LineShape.IsBody(folded) || HoldsBody(folded, marks) || AdvertisingSignals.IsOwnChannel(folded) || LineShape.IsOfficial(folded))
            return false;

        var plain = PlainWords.Of(folded, marks);
        return !plain.AreReports && (signs.Sum >= 3 || plain.Han * 2 <= folded.Count(Characters.IsHan));
    }

    internal static bool IsAdvertising(string folded, MarkSet marks) => IsAdvertising(folded, AdvertisingSignals.Of(folded, marks), marks);

    private static bool IsAdvertising(string folded, AdvertisingSignals signs, MarkSet marks)
    {
        if (folded.Length == 0 || LineShape.IsTitle(folded))
            return false;

        if (!signs.Any || HoldsBody(folded, marks) || HeadingAfterAddress(folded) || Invitations.FollowsPlainWords(folded, marks)
            || EndsASentence(folded, marks))
            return false;

        if (signs.Reach > 0 && folded.StartsWith("——", StringComparison.Ordinal) && folded.EndsWith("——", StringComparison.Ordinal)
            && folded.Length <= LongestBanner)
            return true;

        var plain = PlainWords.Of(folded, marks);
        if (plain.AreReports || (signs.Reach + signs.Notices == 0 && plain.Han * 3 > folded.Count(Characters.IsHan) * 2))
            return false;

        // 「李静 13450974848」: a person's number sells nothing.
        if (signs.Contacts == signs.Sum && IsPerson(folded))
            return false;

        // A heading, or the end of a broken line, with a seller's name and address behind it.
        if (signs.Reach > 0 && signs.Invitations + signs.Notices == 0 && plain.Han > (signs.Names > 0 ? LongestRest : LongestUnknownName))
            return false;

        if (folded.StartsWith("——", StringComparison.Ordinal) && folded.EndsWith("——", StringComparison.Ordinal)
            && folded.Length <= LongestBanner)
            return true;

        // A sentence of a report may name a group, a channel or a notice; only one that sells in every way is none.
        if (LineShape.IsBody(folded))
            return !AdvertisingSignals.IsOwnChannel(folded) && !HasPlainSentence(folded, marks)
                && (signs.Reach > 0 || signs.Notices > 1) && signs.Kinds >= 3 && signs.Sum >= 4 && folded.Length < 60 * signs.Sum;

        // 「加强组织领导加微信…」: a contact put into a heading makes it no advertisement; the other words must advertise too.
        if (signs.Reach > 0 && folded.Count(Characters.IsHan) > 8)
        {
            var rest = AdvertisingSignals.Of(AdvertisingSignals.WithoutContacts(folded), marks);
            if (rest.Invitations + rest.Goods + rest.Notices + rest.Contacts == 0)
                return false;
        }

        // So many signs of so many kinds, and no full stop: nothing but an advertisement is written so.
        if (signs is { Kinds: >= 3, Sum: >= 6 })
            return true;

        return folded.Length <= 30
            ? signs.Notices >= 2 || signs.Kinds >= 2 || signs.Sum >= 3 || signs.Contacts >= 2
                || (signs.Reach > 0 && folded.Length <= 24 && folded.Count(Characters.IsHan) <= 8)
            : (signs.Reach > 0 || signs.Notices > 0) && signs.Sum >= (signs.Kinds >= 2 ? 3 : 4) + (folded.Length / 60)
                && !(signs.Reach == 0 && AdvertisingSignals.IsOwnChannel(folded));
    }

    /// <summary>
    /// Whether a line holds a heading or the beginning of a paragraph beside what advertises: a number at its head or behind a site's name,
    /// or a clause that ends in a colon and shows no sign.
    /// </summary>
    internal static bool HoldsBody(string folded, MarkSet marks)
    {
        var bare = folded.TrimStart('#', '*', '>', '-');
        if (LineShape.IsNumbered(bare))
            return true;

        for (var at = 1; at <= LongestName && at + 3 < bare.Length; at++)
            if (Numbering.At(bare.AsSpan(at)) is { Style: NumberStyle.Han or NumberStyle.HanBracket })
                return true;

        var colon = folded.IndexOf(':', StringComparison.Ordinal);
        return colon >= 8 && !AdvertisingSignals.Of(folded[..colon], marks).Any;
    }

    /// <summary>「…3316708259假日期。」: behind a contact a sentence ends that began on the line above.</summary>
    private static bool EndsASentence(string folded, MarkSet marks)
    {
        if (folded[^1] != '。')
            return false;

        var last = AdvertisingSignals.WithoutSigns(folded, marks).LastIndexOf(AdvertisingSignals.Sign);
        return last >= 0 && folded.AsSpan(last + 1, folded.Length - last - 2) is { Length: >= 2 } rest
            && rest.IndexOfAnyExceptInRange('\u4E00', '\u9FFF') < 0;
    }

    /// <summary>A few Chinese characters and a number without a label.</summary>
    private static bool IsPerson(string folded)
    {
        var name = folded.AsSpan().IndexOfAny(NumberCharacters);
        return name is >= 0 and <= 4 && !folded.AsSpan(name).ContainsAnyExcept(NumberCharacters)
            && folded.AsSpan(0, name).IndexOfAnyExceptInRange('\u4E00', '\u9FFF') < 0
            && !folded.AsSpan(0, name).ContainsAny("群号信话加");
    }

    /// <summary>「…www.….cn二、主要短板」: an address before a heading's number.</summary>
    private static bool HeadingAfterAddress(string folded)
    {
        foreach (var address in WebAddress.Find(folded))
            if (LineShape.IsNumbered(folded.AsSpan(address.Start + address.Length).TrimStart(")】:")))
                return true;

        return false;
    }

    /// <summary>Whether one of a line's sentences does not sell: then the line is the report's, whatever stands beside.</summary>
    private static bool HasPlainSentence(string folded, MarkSet marks)
    {
        var starts = Sentences.Starts(folded, semicolons: false);
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1] : folded.Length;
            if (end - starts[i] >= 10 && AdvertisingSignals.Of(folded[starts[i]..end], marks).Kinds < 2)
                return true;
        }

        return false;
    }
}
