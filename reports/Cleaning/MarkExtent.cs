using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>What a mark wears: an address beside its name, brackets around both, a dash before it.</summary>
internal static class MarkExtent
{
    private const int LongestBracket = 24;

    // What a site says of itself beside its name.
    private static readonly string[] SiteSays =
        ["微信公众号", "公众号", "公号", "知识星球", "星球", "会员稿", "会员", "原创", "整理", "首发", "独家", "出品", "供稿",
            "来源", "来自", "转自", "转载自", "摘自", "微信", "关注", "搜索", "淘宝", "店铺", "小程序", "本文", "由", "提供", "发布", "编辑"];

    // What introduces a channel or a shop by its name.
    private static readonly string[] Labels =
        ["本文地址:", "本文链接:", "原文地址:", "原文链接:", "本文来源:", "本文来自:", "文章来源:", "稿件来源:",
            "微信公众号:", "公众号:", "公号:", "微信公众号", "公众号", "客服", "知识星球:", "淘宝搜索:", "淘宝店:", "店铺:", "微信搜索:", "请搜索:",
            "搜索:", "关注:", "来源:", "来自:", "qq群:", "星球:", "小程序:", "微信号:", "微信:"];

    /// <summary>The stretch of the unfolded text that goes with a mark at a place of the folded text.</summary>
    public static (int Start, int Length) Expand(FoldedText folded, int start, int length)
    {
        var text = folded.Text;
        var end = start + length;
        for (var grown = true; grown;)
        {
            grown = false;
            if (WebAddress.EndsAt(text, start) is var before and > 0)
            {
                start -= before;
                grown = true;
            }

            if (WebAddress.StartsAt(text, end) is var after and > 0)
            {
                end += after;
                grown = true;
            }

            // 「…网（www.….com）」: a name's last character, and its address in brackets.
            if (IsAt(text, end, '网') && (IsAt(text, end + 1, '(', ']', '】', ')') || IsEdge(text, end + 1)))
            {
                end++;
                grown = true;
            }

            if (IsAt(text, end, '(') && WebAddress.StartsAt(text, end + 1) is var inside and > 0 && IsAt(text, end + 1 + inside, ')'))
            {
                end += inside + 2;
                grown = true;
            }

            if (start > 0 && end < text.Length && IsPair(text[start - 1], text[end]))
            {
                start--;
                end++;
                grown = true;
            }

            // Dots and bars that part a name from what stands beside it; one alone may be the report's own.
            if (IsBar(text, start - 1) && (IsBar(text, end) || IsEdge(text, end)))
            {
                start--;
                grown = true;
            }
            else if (IsBar(text, end) && (IsEdge(text, start - 1) || Belong(text, start - 1, end + 1)))
            {
                end++;
                grown = true;
            }
            else if (IsBar(text, start - 1) && Belong(text, start - 2, end))
            {
                start--;
                grown = true;
            }

            if (LabelBefore(text, start) is var label and > 0)
            {
                start -= label;
                grown = true;
            }
        }

        // 「（知识星球：…）」, 「（…会员稿）」: brackets that hold a site's words alone go whole.
        if (Enclosing(text, start, end) is var (open, close) && IsOfSites(text[(open + 1)..start] + text[end..(close - 1)]))
            (start, end) = (open, close);

        return folded.Unfold(start, end - start);
    }

    /// <summary>
    /// The first short stretch in brackets that opens before a place and closes behind another; empty where there is none.
    /// </summary>
    public static (int Start, int Length) BracketAround(string text, int start, int end) =>
        Brackets(text, Math.Max(0, start - LongestBracket)).TakeWhile(bracket => bracket.Start < start)
            .FirstOrDefault(bracket => bracket.Start + bracket.Length > end);

    /// <summary>All short stretches in brackets, with their brackets.</summary>
    /// <param name="from">Where the first may open.</param>
    public static IEnumerable<(int Start, int Length)> Brackets(string text, int from = 0)
    {
        for (var open = from; open < text.Length; open++)
        {
            var closing = text[open] switch { '(' => ')', '【' => '】', '[' => ']', '〔' => '〕', _ => '\0' };
            var close = closing == '\0' ? -1 : text.IndexOf(closing, open, Math.Min(LongestBracket, text.Length - open));
            if (close > open + 1)
                yield return (open, close + 1 - open);
        }
    }

    private static bool IsAt(string text, int place, params ReadOnlySpan<char> chars) =>
        place >= 0 && place < text.Length && chars.Contains(text[place]);

    private static bool IsBar(string text, int place) => place >= 0 && place < text.Length && text[place] is '·' or '|' or '丨' or '~';

    private static bool Belong(string text, int left, int right) =>
        left >= 0 && right < text.Length && Characters.IsHan(text[left]) && Characters.IsHan(text[right])
            && BigramTable.Instance.AreCollocated(text[left], text[right]);

    private static bool IsEdge(string text, int place) => place < 0 || place >= text.Length || text[place] == '\n';

    private static bool IsOfSites(string words)
    {
        words = string.Concat(words.Where(c => char.IsLetterOrDigit(c)));
        foreach (var word in SiteSays)
            words = words.Replace(word, "", StringComparison.Ordinal);

        return words.Length == 0;
    }

    private static int LabelBefore(string text, int start)
    {
        foreach (var label in Labels)
            if (start >= label.Length && text.AsSpan(start - label.Length, label.Length).SequenceEqual(label))
                return label.Length;

        return 0;
    }

    private static (int Start, int End)? Enclosing(string text, int start, int end)
    {
        for (var open = start - 1; open >= 0 && start - open <= 8; open--)
        {
            if (text[open] is '\n' or ')' or '】' or ',' or '。')
                return null;

            if (text[open] is not ('(' or '【' or '['))
                continue;

            for (var close = end; close < text.Length && close - end <= 8; close++)
            {
                if (text[close] is '\n' or ',' or '。' or '(' or '【')
                    return null;

                if (IsPair(text[open], text[close]))
                    return (open, close + 1);
            }
        }

        return null;
    }

    private static bool IsPair(char open, char close) => (open, close) is
        ('【', '】') or ('[', ']') or ('(', ')') or ('<', '>') or ('〔', '〕') or ('「', '」')
            or ('{', '}') or ('“', '”') or ('《', '》') or ('#', '#') or ('|', '|') or ('@', '@');
}
