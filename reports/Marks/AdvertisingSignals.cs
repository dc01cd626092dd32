using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Marks;

/// <summary>
/// What makes a stretch of folded text an advertisement: a seller's name or a way to reach them, an invitation, goods, a notice about
/// copying. Words are those of advertising-words.txt.
/// </summary>
/// <param name="Contacts">Ways to reach the seller, also vague ones: 公众号, 客服, 网盘.</param>
/// <param name="Reach">Those of them that lead somewhere: a number, an address.</param>
/// <param name="Names">Names on the list of marks. They stand inside the report's own lines too, so a name alone makes no
/// advertisement.</param>
/// <param name="Invitations">Words that ask the reader to do something.</param>
/// <param name="Goods">What is sold.</param>
/// <param name="Notices">What the reader may not do with it.</param>
internal readonly record struct AdvertisingSignals(int Contacts, int Reach, int Names, int Invitations, int Goods, int Notices)
{
    /// <summary>What <see cref="WithoutSigns"/> puts in the place of each character of a sign.</summary>
    public const char Sign = '\u0001';

    private const string WordFile = "advertising-words.txt";

    private static readonly string[] VagueContacts = [.. DataFile.Block(WordFile, "vague contact")];
    private static readonly string[] InvitationWords = [.. DataFile.Block(WordFile, "invitation")];
    private static readonly string[] GoodsWords = [.. DataFile.Block(WordFile, "goods")];
    private static readonly string[] NoticeWords = [.. DataFile.Block(WordFile, "notice")];
    private static readonly string[] OwnChannelWords = [.. DataFile.Block(WordFile, "own channel")];
    private static readonly string[] Words = [.. VagueContacts, .. InvitationWords, .. GoodsWords, .. NoticeWords];
    private static readonly string[] Labels =
        [.. VagueContacts.Concat(InvitationWords).Concat(GoodsWords).Concat(NoticeWords).Concat(DataFile.Block(WordFile, "label"))
            .OrderByDescending(word => word.Length)];

    private static readonly Regex Contact = DataFile.Expression(DataFile.Lines("contact-patterns.txt"));

    private static readonly Regex OnlyFor = new(
        "(?:仅供|仅限|只供).{0,12}(?:学习|参考|交流|使用|阅读|会员)|(?:禁止|严禁|请勿|不得|谢绝).{0,6}(?:外传|转载|传播|倒卖|商用|转发|翻印)",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Whether there is any signal at all.</summary>
    public bool Any => Contacts + Names + Invitations + Goods + Notices > 0;

    /// <summary>How many of the four it shows.</summary>
    public int Kinds =>
        Math.Sign(Contacts + (Invitations + Notices > 0 ? Names : 0)) + Math.Sign(Invitations) + Math.Sign(Goods) + Math.Sign(Notices);

    /// <summary>All signals together.</summary>
    public int Sum => Contacts + Names + Invitations + Goods + Notices;

    /// <summary>The signals of a folded stretch. Words inside a name on the list are the name's: 「…公文网」 offers no 公文.</summary>
    public static AdvertisingSignals Of(string folded, MarkSet marks)
    {
        var names = 0;
        var words = folded.ToCharArray();
        foreach (var (start, mark) in marks.Find(folded))
        {
            names++;
            if (mark.Kind == MarkKind.Site)
                words.AsSpan(start, mark.Text.Length).Fill(Sign);
        }

        folded = names == 0 ? folded : new(words);
        var reach = 0;
        foreach (var _ in Contact.EnumerateMatches(folded))
            reach++;

        foreach (var address in WebAddress.Find(folded))
            reach += WebAddress.IsOfficial(address.Host) ? 0 : 1;

        return new(
            reach + Count(folded, VagueContacts),
            reach,
            names,
            Count(folded, InvitationWords),
            Count(folded, GoodsWords),
            Count(folded, NoticeWords) + (OnlyFor.IsMatch(folded) ? 1 : 0));
    }

    /// <summary>Whether a sentence speaks of an office's own channel, its readers or its work.</summary>
    public static bool IsOwnChannel(string folded) =>
        Array.Exists(OwnChannelWords, word => folded.Contains(word, StringComparison.Ordinal));

    /// <summary>A folded stretch without the ways to reach a seller: what the rest says is told by its own words.</summary>
    public static string WithoutContacts(string folded)
    {
        var rest = Contact.Replace(folded, "");
        foreach (var address in WebAddress.Find(rest).AsEnumerable().Reverse())
            rest = rest.Remove(address.Start, address.Length);

        return rest;
    }

    /// <summary>A folded stretch with <see cref="Sign"/> in the place of each character that advertises.</summary>
    public static string WithoutSigns(string folded, MarkSet marks)
    {
        var rest = folded.ToCharArray();
        foreach (var (start, mark) in marks.Find(folded))
            rest.AsSpan(start, mark.Text.Length).Fill(Sign);

        foreach (var match in Contact.EnumerateMatches(folded))
            rest.AsSpan(match.Index, match.Length).Fill(Sign);

        foreach (var address in WebAddress.Find(folded))
            rest.AsSpan(address.Start, address.Length).Fill(Sign);

        foreach (var match in OnlyFor.EnumerateMatches(folded))
            rest.AsSpan(match.Index, match.Length).Fill(Sign);

        foreach (var word in Words)
            for (var at = 0; (at = folded.IndexOf(word, at, StringComparison.Ordinal)) >= 0; at += word.Length)
                rest.AsSpan(at, word.Length).Fill(Sign);

        return new(rest);
    }

    /// <summary>The length of a way to reach a seller that stands at an offset, its label included; 0 where none does.</summary>
    public static int ContactAt(string folded, int at)
    {
        // The verb before it is part of some patterns: 「加vx…」.
        for (var from = at; from >= Math.Max(0, at - 2); from--)
            foreach (var match in Contact.EnumerateMatches(folded.AsSpan(from, Math.Min(48, folded.Length - from))))
                if (match.Index == 0 && match.Length > at - from)
                    return match.Length - (at - from);
                else
                    break;

        return WebAddress.StartsAt(folded, at);
    }

    /// <summary>Whether words begin as the name of a channel does: 公众号…, 知识星球….</summary>
    public static bool BeginsWithChannel(string words) =>
        words.StartsWith("公众号", StringComparison.Ordinal) || words.StartsWith("公号", StringComparison.Ordinal)
        || words.StartsWith("知识星球", StringComparison.Ordinal) || words.StartsWith("小程序", StringComparison.Ordinal);

    /// <summary>Where a channel's label stands in words, or -1: a name begins with it or behind it.</summary>
    public static int ChannelIn(string words) => words.IndexOf("公众号", StringComparison.Ordinal);

    /// <summary>A run of an advertisement without the advertising words at its ends: what may be a name.</summary>
    public static string WithoutLabel(string words)
    {
        for (var again = true; again;)
        {
            again = false;
            foreach (var label in Labels)
            {
                if (words.StartsWith(label, StringComparison.Ordinal) && words.Length - label.Length is 0 or >= 3)
                {
                    words = words[label.Length..];
                    again = true;
                }
                else if (words.EndsWith(label, StringComparison.Ordinal) && words.Length - label.Length >= 4)
                {
                    words = words[..^label.Length];
                    again = true;
                }
            }
        }

        return words;
    }

    /// <summary>Whether a run consists of advertising words and hardly anything else.</summary>
    public static bool IsPlainWords(string words)
    {
        foreach (var label in Labels)
            words = words.Replace(label, "", StringComparison.Ordinal);

        return words.Length < 2;
    }

    private static int Count(string folded, string[] words)
    {
        var count = 0;
        foreach (var word in words)
            if (folded.Contains(word, StringComparison.Ordinal))
                count++;

        return count;
    }
}
