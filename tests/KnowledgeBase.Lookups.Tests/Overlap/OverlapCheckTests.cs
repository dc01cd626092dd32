using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Overlap;

namespace KnowledgeBase.Lookups.Tests.Overlap;

public sealed class OverlapCheckTests : IDisposable
{
    private const string Distinctive = "渡口的钢趸船夜里由三名老党员轮流看守，汛期没有走失一条渔船。";
    private const string Phrase = "坚持以人民为中心的发展思想";
    private static readonly string[] Units = ["清河县审计局", "青溪县教育局", "临江县水利局", "云岭县财政局", "柳河县民政局", "安平县司法局"];

    private readonly OriginDerivation _origins = new();
    private readonly Given _given;
    private readonly CollectionView _view;

    public OverlapCheckTests()
    {
        _given = new Given(_origins);
        for (var number = 0; number < Units.Length; number++)
            _given.File($"{number}.txt", Some.Report(Units[number], 2023, $"第{number}类事项推进慢。{Phrase}，第{number}组的台账没有建起来。"));
        _given.File("own.txt", Some.Report("石桥镇", 2023, $"水上安全隐患多。{Distinctive}夜航的船没有灯。"));
        _view = _given.View(_origins);
    }

    [Fact]
    public void A_pasted_sentence_is_found_with_its_place()
    {
        var sentence = Assert.Single(Run(Distinctive).Sentences);
        Assert.Equal(LetterText.Of(Distinctive).Length, sentence.Copied);
        var source = sentence.Sources[0];
        Assert.Equal("石桥镇", _view.Reports[source.Report].Unit);
        Assert.Equal(Distinctive.TrimEnd('。'), _view.Read(source.Report, source.Passage).Text.Substring(source.Start, source.Length));
        Assert.False(sentence.IsNearCopy);
    }

    [Fact]
    public void A_near_copy_shows_its_changed_characters()
    {
        var draft = "前文没有。\n渡口的钢趸船夜里由五名老党员轮流看守，汛期没有丢失一条渔船。";
        var sentence = Run(draft).Sentences[1];
        Assert.True(sentence.IsNearCopy);
        var source = sentence.Sources[0];
        var text = _view.Read(source.Report, source.Passage).Text;
        Assert.Equal(
            [("五", "三"), ("丢", "走")],
            source.Changes.Select(
                change => (draft.Substring(change.Start, change.Length), text.Substring(change.SourceStart, change.SourceLength))));
        Assert.Equal(2, sentence.Spans.Where(span => span.Kind == OverlapKind.Changed).Sum(span => span.Length));
    }

    [Fact]
    public void A_set_phrase_is_shown_apart_and_counts_nothing()
    {
        var result = Run($"{Phrase}。院子里的槐树底下添了三把长椅子。");
        Assert.Equal((0, 0d), (result.Copied, result.Score));
        var span = Assert.Single(result.Sentences[0].Spans);
        Assert.Equal((OverlapKind.SetPhrase, Phrase.Length), (span.Kind, span.Length));
        Assert.NotEqual(0, Run(Phrase + "。", least: 7).Copied);
    }

    [Fact]
    public void Copies_of_one_report_and_reports_of_one_unit_are_not_independent()
    {
        const string Line = "把粮站旧磅秤改成了孩子们的跷跷板";
        for (var number = 0; number < 6; number++)
            _given.File($"same-{number}.txt", Some.Report("石桥镇", 2010 + number, $"阵地冷清第{number}次。{Line}，第{number}年。"));
        using var view = _given.View(_origins);
        var result = new OverlapCheck(view, view.Whole(_origins), [], _ => false, 5, CancellationToken.None).Run(Line + "。");
        Assert.Equal(Line.Length, result.Copied);

        // The same report under other units' names, as sites carry it.
        var body = Some.Report(
            "甲乙镇", 2023, "磅秤闲置。老粮站的磅秤在雨里立了十七年无人过问也无人搬走。", "仓房漏雨。东墙的雨痕比人还要高出整整一个头。雨水顺着门缝流进了里屋。", "晒场开裂。裂缝里的稗草已经长到了膝盖那么高了。");
        foreach (var place in (string[])["丙丁", "戊己", "庚辛", "壬癸", "子丑", "寅卯"])
            _given.File($"{place}.txt", body.Replace("甲乙", place, StringComparison.Ordinal));
        using var later = _given.View(_origins);
        var copied = new OverlapCheck(later, later.Whole(_origins), [], _ => false, 5, CancellationToken.None)
            .Run("东墙的雨痕比人还要高出整整一个头。");
        Assert.Equal(16, copied.Copied);
    }

    [Fact]
    public void The_score_never_falls_when_more_is_pasted()
    {
        const int Seed = 7;
        var random = new Random(Seed);
        List<string> pasted = [.. Enumerable.Range(0, _view.Reports.Count).SelectMany(report =>
            Enumerable.Range(0, _view.Reports[report].PassageCount).Select(passage => _view.Read(report, passage).Text))];
        var (draft, score) = ("门口的歪脖子槐树底下添了三把椅子给等车的老人。", 0d);
        for (var step = 0; step < 40; step++)
        {
            draft += "\n" + pasted[random.Next(pasted.Count)];
            var next = Run(draft).Score;
            Assert.True(next >= score, $"seed {Seed}, step {step}: {next} after {score}");
            score = next;
        }

        Assert.True(score > 0.5);
    }

    [Fact]
    public void Spans_cover_all_letters_and_counts_are_theirs()
    {
        var draft = $"{Phrase}，{Distinctive}自己写的这一句话在哪里都没有。😀";
        var result = Run(draft);
        foreach (var sentence in result.Sentences.Where(sentence => sentence.Spans.Count > 0))
        {
            Assert.Equal(
                LetterText.Of(draft.AsSpan(sentence.Start, sentence.Length)).Length,
                sentence.Spans.Sum(span => LetterText.Of(draft.AsSpan(span.Start, span.Length)).Length));
            Assert.Equal(
                sentence.Copied,
                sentence.Spans.Where(span => span.Kind == OverlapKind.Copied)
                    .Sum(span => LetterText.Of(draft.AsSpan(span.Start, span.Length)).Length));
        }

        Assert.Equal(Phrase.Length, result.SetPhrase);
    }

    [Fact]
    public void Reports_of_one_s_own_are_no_sources()
    {
        var check = new OverlapCheck(_view, _view.Whole(_origins), [], report => report.Unit == "石桥镇", 5, CancellationToken.None);
        Assert.Equal(0, check.Run(Distinctive).Copied);
        var filtered = new OverlapCheck(
            _view, _view.Whole(_origins), [new Filter.Number("year", [new NumberRange(2020, 2021)])], _ =>
                false, 5, CancellationToken.None);
        Assert.Equal(0, filtered.Run(Distinctive).Copied);
    }

    public void Dispose()
    {
        _view.Dispose();
        _given.Dispose();
    }

    private OverlapResult Run(string draft, int least = 5) =>
        new OverlapCheck(_view, _view.Whole(_origins), [], _ => false, least, CancellationToken.None).Run(draft);
}
