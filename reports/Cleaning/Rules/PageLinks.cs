using System.Buffers;
using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>
/// Lines of the page around an article: menus, 上一篇, 责任编辑, 浏览次数, a forum's floors. Each line is scored by itself
/// (<see cref="PageLineScore"/>); the cheapest division of the text into stretches of page and of report decides. A change from one
/// to the other costs little before the text's first sentence and after its last, and much between them, so that a weak line goes among
/// certain ones around the text, and only what is certain by itself goes within.
/// </summary>
internal sealed class PageLinks : CleaningRule
{
    // What a change between page and report costs: before the text's first sentence, behind its last, and within.
    private const int CostBefore = 1;
    private const int CostAfter = 2;
    private const int CostWithin = 6;

    // What may be a title stays before the text, and all that says nothing of a page where nothing looks like one; behind it only what
    // may be a sentence.
    private const int LeastBefore = -2;
    private const int LeastWithoutTitle = 1;
    private const int LeastAfter = PageLineScore.Text + 1;

    private const int LongestMenu = 24;

    // Lines from one sentence of a report to the next, headings between.
    private const int Near = 3;

    // Lines from the last of the text to the date that signs it.
    private const int LongestSignature = 4;

    // From here on a line is a page's whatever else it names.
    private const int Page = 8;

    // Of a title with a year and a report's word.
    private const int CertainTitle = 4;

    private const int LongestRelated = 40;

    private static readonly Regex Related =
        new(@"^[|【\[]?(?:相关|推荐|热门|最新|精彩|更多|猜你|延伸|往期|栏目|热点|相似|同类)"
            + @"(?:阅读|文章|推荐|内容|喜欢|资料|材料|范文|链接|信息|新闻|文件|解读|文档|稿件|报道|最新|回顾)+[】\]:]?$",
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly SearchValues<char> LastWords = SearchValues.Create(",我上此附:");

    private static readonly Regex FileName =
        new(@"[.](?:docx?|wps|pdf|pptx?|xlsx?|rtf|txt)$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public override string Name => "page-link";

    public override RemovalGroup Group => RemovalGroup.PageFurniture;

    public override void Apply(Draft draft, CleaningContext context)
    {
        var lines = draft.Lines.Where(line => !line.IsBlank).ToList();
        if (lines.Count == 0)
            return;

        var scores = Scores(draft, context, lines);
        var (first, last) = Text(scores, lines);
        ScoreEdges(scores, lines, first, last, context);
        var isPage = Divide(scores, first, last);
        var title = TitleWeight(lines, first, context);
        var leastBefore = title == 0 ? LeastWithoutTitle : LeastBefore;
        title = Math.Clamp(title, 1, CertainTitle);

        // Outside plain text and pages a line without a sign of its own is a cell, or what a printer broke a line into.
        var leastSign = context.Document.Format is "pdf" or "docx" ? 1 : int.MinValue;
        for (var i = 0; i < lines.Count; i++)
            if (isPage[i] && scores[i] >= Math.Max(leastSign, i < first ? leastBefore : LeastAfter)
                && !(i < first && TitleWeight(lines[i], context) >= title) && !IsSellers(i) && !IsReports(lines[i].Folded.Text))
            {
                // Words of a page may be the report's between its own lines, where a weak line stays, and in a table, where none goes.
                if (IsInTable(i) && scores[i] >= Page)
                    draft.Suspect(lines[i].Start, lines[i].Length, Name, "it looks like a line of a page");
                else if (!IsInTable(i) && (scores[i] >= Page || !IsWithin(i)))
                    draft.RemoveLine(lines[i], Name, "a line of the page around the text");
            }

        static bool IsReports(string folded) => LineShape.IsAttachmentLabel(folded) || LineShape.IsSalutation(folded);

        bool IsWithin(int i) => i > first && i < last;

        // A menu that was saved with its tabs stands alone.
        bool IsInTable(int i) => IsRow(i) && (IsRow(i - 1) || IsRow(i + 1));

        bool IsRow(int i) => i >= 0 && i < lines.Count && NameVetoes.IsInTableRow(lines[i].Span);

        // What advertises is left to the rules that learn a seller's name from it, and so is a plain line beside it, and a heading with a
        // seller's name before or behind it.
        bool IsSellers(int i) => (scores[i] < PageLineScore.Certain && AdvertisingLines.HoldsBody(lines[i].Folded.Text, context.Marks))
            || Advertises(i) || (scores[i] <= 0 && (Advertises(i - 1) || Advertises(i + 1)));

        bool Advertises(int i) =>
            i >= 0 && i < lines.Count && scores[i] < Page && AdvertisingLines.IsAdvertising(lines[i].Folded.Text, context.Marks);
    }

    private static List<int> Scores(Draft draft, CleaningContext context, List<TextLine> lines)
    {
        var scores = new List<int>(lines.Count);
        var amongRelated = false;
        foreach (var line in lines)
        {
            var folded = line.Folded.Text;
            var score = IsSeparator(folded)
                ? context.Document.Format == "pdf" && !draft.IsAtPageEdge(line) ? 0 : PageLineScore.Certain
                : PageLineScore.Of(line);

            // Titles of other papers, under 「相关阅读」.
            amongRelated = Related.IsMatch(folded) || (amongRelated && folded.Length <= LongestRelated && !LineShape.IsBody(folded)
                && !LineShape.IsOfficial(folded));
            scores.Add(amongRelated ? PageLineScore.Certain : score);
        }

        return scores;
    }

    /// <summary>
    /// The first and the last line of the text itself: sentences and headings with others near them, and the date that signs it. A page's
    /// own sentence, as a library's notice, stands alone among its lines.
    /// </summary>
    private static (int First, int Last) Text(List<int> scores, List<TextLine> lines)
    {
        var own = Enumerable.Range(0, scores.Count).Where(i => scores[i] <= PageLineScore.Text || IsHeading(i)).ToList();
        if (own.Count == 0)
            return (0, scores.Count - 1);

        // A heading may begin or end the text, a sentence does beside another one.
        var near = own.Zip(own.Skip(1)).Where(pair => pair.Second - pair.First <= Near).ToList();
        var begins = near.FindIndex(pair => IsHeading(pair.First) || !IsHeading(pair.Second));
        var ends = near.FindLastIndex(pair => IsHeading(pair.Second) || !IsHeading(pair.First));
        var (first, last) = (begins < 0 ? own[0] : near[begins].First, ends < 0 ? own[^1] : near[ends].Second);
        for (var i = last + 1; i < lines.Count && i <= last + LongestSignature && scores[i] < Page; i++)
            if (DateLine.Is(lines[i].Span) || LineShape.IsSalutation(lines[i].Folded.Text))
                return (first, i);

        return (first, last);

        bool IsHeading(int i) => Numbering.At(lines[i].Folded.Text) is { Style: NumberStyle.Han or NumberStyle.HanBracket };
    }

    /// <summary>
    /// Behind the last sentence a line that looks like a title is another paper's, and in a saved page short lines before the title are a
    /// menu's.
    /// </summary>
    private static void ScoreEdges(List<int> scores, List<TextLine> lines, int first, int last, CleaningContext context)
    {
        for (var i = last + 1; i < lines.Count; i++)
            if (IsOtherPaper(lines[i].Folded.Text))
                scores[i] = Math.Max(scores[i], 1);

        var title = context.Document.Format == "html" ? lines.FindIndex(0, first, line => IsDeclared(line, context)) : 0;
        for (var i = 0; i < title; i++)
            if (lines[i].Folded.Text.Length <= LongestMenu && !LineShape.IsOfficial(lines[i].Folded.Text))
                scores[i] = Math.Max(scores[i], 1);
    }

    /// <summary>The last words of a report may end like a title: 「以上是我的述职报告」.</summary>
    private static bool IsOtherPaper(string folded) => FileName.IsMatch(folded)
        || (LineShape.IsTitle(folded) && folded.Length >= 6 && !LineShape.IsNumbered(folded) && !folded.AsSpan().ContainsAny(LastWords));

    /// <summary>
    /// For each line whether it belongs to a stretch of page, in the division with the greatest sum of scores less the cost of its changes.
    /// Both ends of a text may be either; a stretch has a line that is a page's whatever stands beside it.
    /// </summary>
    private static bool[] Divide(List<int> scores, int first, int last)
    {
        var cameFromOther = new (bool Text, bool Page)[scores.Count];
        var (text, page) = (0, 0);
        for (var i = 0; i < scores.Count; i++)
        {
            var cost = i == 0 ? 0 : i <= first ? CostBefore : i > last + 1 ? CostAfter : CostWithin;
            cameFromOther[i] = (page - cost > text, text - cost > page);
            (text, page) = (Math.Max(text, page - cost), Math.Max(page, text - cost) + scores[i]);
        }

        var isPage = new bool[scores.Count];
        var state = page > text;
        for (var i = scores.Count - 1; i >= 0; i--)
        {
            isPage[i] = state;
            state ^= state ? cameFromOther[i].Page : cameFromOther[i].Text;
        }

        // Weak lines among themselves are a report's that speaks of pages.
        for (var start = 0; start < scores.Count; start++)
        {
            var end = start;
            while (end < scores.Count && isPage[end])
                end++;
            if (end > start && scores[start..end].Max() < Page)
                isPage.AsSpan(start, end - start).Clear();
            start = end;
        }

        return isPage;
    }

    /// <summary>
    /// How telling the most telling line before the text is among those that look like a title; a page's title may come again below its
    /// copy.
    /// </summary>
    private static int TitleWeight(List<TextLine> lines, int first, CleaningContext context) =>
        lines.Take(first).Select(line => TitleWeight(line, context)).DefaultIfEmpty().Max();

    private static int TitleWeight(TextLine line, CleaningContext context) =>
        IsDeclared(line, context) ? int.MaxValue
            : line.Folded.Text.AsSpan().ContainsAny('>', '»', '|') ? 0 : LineShape.TitleWeight(line.Folded.Text);

    private static bool IsDeclared(TextLine line, CleaningContext context) => LineShape.IsTitle(line.Folded.Text)
        && context.Document.DeclaredTitle?.AsSpan().Contains(line.Span.Trim(), StringComparison.Ordinal) == true;

    /// <summary>A line of dashes, stars or dots.</summary>
    private static bool IsSeparator(string folded)
    {
        foreach (var c in folded)
            if (!"-—–―_=*~·.•+#|/\\━＊".Contains(c, StringComparison.Ordinal))
                return false;

        return folded.Length >= 3;
    }
}
