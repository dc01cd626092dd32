using System.Globalization;
using System.Text;
using KnowledgeBase.Reports.Copies;
using KnowledgeBase.Reports.Quality.Labels;

namespace KnowledgeBase.Reports.Quality.Copies;

/// <summary>
/// Do copies of one report repair each other, and do editions keep what is their own? Three copies of each text, each 5 % corrupted; three
/// editions of each text, each with differences.
/// </summary>
internal static class CopyRun
{
    private const double Noise = 0.036, LostShare = 0.007, Wrong = 0.007;
    private const string Signs = "abcdefghkmnpqrstuvwxyz0123456789";
    private const string Letters = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严";

    public static int Run(string[] halves)
    {
        var failed = 0;
        foreach (var half in new[] { LabelHalf.Dev, LabelHalf.Held })
            if (halves.Length == 0 || halves.Contains(LabelFolder.Name(half)))
                failed += Run(half, isShown: half == LabelHalf.Dev);
        return failed;
    }

    /// <summary>What three corrupted copies of each text of a half, and editions of it, come to.</summary>
    public static CopyScore Measure(LabelHalf half, Action<string>? show)
    {
        var material = new CopyMaterial(half);
        var random = new Random(half == LabelHalf.Dev ? 20270 : 20271);
        var score = new CopyScore();
        foreach (var text in material.Texts)
        {
            Corrupted(material, text, random, score, show);
            Editions(material, text, random, score, show);
            Uniform(text, random, score);
        }

        return score;
    }

    private static int Run(LabelHalf half, bool isShown)
    {
        var score = Measure(half, isShown ? Console.WriteLine : null);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            copies, {LabelFolder.Name(half)}:
              characters right by vote, three copies each 5 % corrupted: {score.Right} of {score.Of} ({Share(score.Right, score.Of)})
                the same where the corruption is wrong characters alone: {score.UniformRight} of {score.UniformOf} ({Share(
                    score.UniformRight, score.UniformOf)})
              noise cut alone: {score.NoiseAlone} of {score.Noise} characters; with the vote: {score.NoiseCut} ({Share(
                  score.NoiseCut, score.Noise)}); cut or suspected: {score.NoiseCut + score.NoiseSuspected}
              body characters cut by the vote: {score.BodyCut} of {score.Body}; suspected by it: {score.BodySuspected}; cut alone: {score.BodyAlone}
              lost characters noted: {score.LostNoted} of {score.Lost}
            editions, {LabelFolder.Name(half)}: {score.Differences} differences, {score.EditionOwn} characters of their own
              cut by the vote: {score.EditionCut}; suspected: {score.EditionSuspected}; of all {score.EditionOf} characters lost: {score.EditionLost}
            """));
        return score.BodyCut + score.EditionCut + score.EditionLost == 0 && score.Right >= 0.999 * score.Of ? 0 : 1;
    }

    private static string Share(long part, long all) => ((double)part / all).ToString("P3", CultureInfo.InvariantCulture);

    private static void Corrupted(CopyMaterial material, string text, Random random, CopyScore score, Action<string>? show)
    {
        // Each copy comes from a site of its own.
        var names = material.Names.OrderBy(_ => random.Next()).Chunk(2).Take(3).ToList();
        var copies = names.Select(own => Corrupt(own, text, random)).ToList();
        var raws = copies.Select(copy => copy.Raw).ToList();
        var truth = Compact(text);
        var agreed = Agreement.Of(raws);
        score.Of += truth.Length;
        score.Right += truth.Length - Errors(truth, agreed);
        var readings = raws.Select(raw => Read(raw, [])).ToList();
        for (var i = 0; i < copies.Count; i++)
        {
            var findings = CopyVote.Hold(readings[i], Others(readings, i));
            var voted = Read(raws[i], findings);
            if (Replay.Apply(raws[i], Replay.Edits(voted)) != Replay.Served(voted)
                || Replay.Undo(Replay.Served(voted), Replay.Edits(voted)) != raws[i])
                throw new InvalidOperationException("raw and served do not fit");
            var (alone, cut) = (Removed(raws[i], readings[i], _ => true), Removed(raws[i], voted, _ => true));
            var byVote = Removed(raws[i], voted, rule => rule == "copy-vote");
            var suspected = new bool[raws[i].Length];
            foreach (var doubt in voted.Suspected)
                suspected.AsSpan(doubt.Start, doubt.Length).Fill(true);
            score.Lost += copies[i].Lost;
            score.LostNoted += findings.Where(finding => finding.Lost is not null).Sum(finding => finding.Lost!.Length);
            for (var at = 0; at < raws[i].Length; at++)
                if (copies[i].Origin[at] == 'n')
                {
                    score.Noise++;
                    score.NoiseAlone += alone[at] ? 1 : 0;
                    score.NoiseCut += cut[at] ? 1 : 0;
                    score.NoiseSuspected += !cut[at] && suspected[at] ? 1 : 0;
                }
                else if (copies[i].Origin[at] == 'b' && !char.IsWhiteSpace(raws[i][at]))
                {
                    score.Body++;
                    score.BodyAlone += alone[at] ? 1 : 0;
                    score.BodyCut += byVote[at] ? 1 : 0;
                    score.BodySuspected += voted.Suspected.Any(doubt => doubt.Rule == "copy-vote" && at >= doubt.Start
                        && at < doubt.Start + doubt.Length) ? 1 : 0;
                }

            foreach (var removal in voted.Removed.Where(removal => removal.Rule == "copy-vote"))
                if (copies[i].Origin.AsSpan(removal.Start, removal.Length).Contains('b'))
                    show?.Invoke($"  BODY 「{removal.Text}」 {Around(raws[i], removal.Start)}");
            Left(copies[i], cut, show);
        }
    }

    private static void Left(Copy copy, bool[] cut, Action<string>? show)
    {
        for (var at = 0; at < copy.Raw.Length; at++)
            if (copy.Origin[at] == 'n' && !cut[at])
            {
                var end = at;
                while (end < copy.Raw.Length && copy.Origin[end] == 'n' && !cut[end])
                    end++;
                show?.Invoke($"  left 「{copy.Raw[at..end]}」 {Around(copy.Raw, at)}");
                at = end;
            }
    }

    private static void Editions(CopyMaterial material, string text, Random random, CopyScore score, Action<string>? show)
    {
        var editions = Enumerable.Range(0, 3).Select(_ => Edit(material, text, random, score)).ToList();
        var readings = editions.Select(edition => Read(edition.Raw, [])).ToList();
        for (var i = 0; i < editions.Count; i++)
        {
            var raw = editions[i].Raw;
            var voted = Read(raw, CopyVote.Hold(readings[i], Others(readings, i)));
            var (alone, cut) = (Removed(raw, readings[i], _ => true), Removed(raw, voted, _ => true));
            for (var at = 0; at < raw.Length; at++)
            {
                var isOwn = editions[i].Origin[at] == 'e';
                score.EditionOf++;
                score.EditionOwn += isOwn ? 1 : 0;
                score.EditionLost += cut[at] && !alone[at] ? 1 : 0;
                score.EditionCut += isOwn && cut[at] && !alone[at] ? 1 : 0;
            }

            foreach (var doubt in voted.Suspected.Where(doubt => doubt.Rule == "copy-vote"))
            {
                score.EditionSuspected += doubt.Length;
                show?.Invoke($"  EDITION suspected 「{doubt.Text}」 {Around(raw, doubt.Start)}");
            }

            foreach (var removal in voted.Removed.Where(removal => removal.Rule == "copy-vote"))
                show?.Invoke($"  EDITION cut 「{removal.Text}」 {Around(raw, removal.Start)}");
        }
    }

    /// <summary>The hardest case: wrong characters evenly, nothing put in and nothing lost.</summary>
    private static void Uniform(string text, Random random, CopyScore score)
    {
        var copies = Enumerable.Range(0, 3)
            .Select(_ => string.Concat(text.Select(c => c != '\n' && random.NextDouble() < 0.05 ? Letters[random.Next(Letters.Length)] : c)))
            .ToList();
        var truth = Compact(text);
        score.UniformOf += truth.Length;
        score.UniformRight += truth.Length - Errors(truth, Agreement.Of(copies));
    }

    private static Copy Corrupt(string[] names, string text, Random random)
    {
        var (raw, origin) = (new StringBuilder(), new StringBuilder());
        var lost = 0;
        const double Mean = 4.3;
        for (var at = 0; at < text.Length; at++)
        {
            var isInside = at > 0 && text[at] != '\n' && text[at - 1] != '\n' && text[at] != '\t' && text[at - 1] != '\t';
            var isEnd = at > 0 && text[at] == '\n' && text[at - 1] == '。';
            if ((isInside || isEnd) && random.NextDouble() < Noise / Mean)
            {
                var noise = isInside && random.Next(4) == 0
                    ? string.Concat(Enumerable.Range(0, random.Next(4, 7)).Select(_ => Signs[random.Next(Signs.Length)]))
                    : names[random.Next(2)];
                raw.Append(noise);
                origin.Append('n', noise.Length);
            }

            var draw = random.NextDouble();
            if (char.IsWhiteSpace(text[at]) || draw > LostShare + Wrong)
            {
                raw.Append(text[at]);
                origin.Append('b');
            }
            else if (draw > LostShare)
            {
                raw.Append(Letters[random.Next(Letters.Length)]);
                origin.Append('w');
            }
            else
                lost++;
        }

        return new(raw.ToString(), origin.ToString(), lost);
    }

    private static Copy Edit(CopyMaterial material, string text, Random random, CopyScore score)
    {
        var raw = text;
        var origin = new string('b', text.Length);
        foreach (var (left, words, right) in material.Words.OrderBy(_ => random.Next()).Take(12))
            Put(left + right, left.Length, words, 3);
        foreach (var sentence in material.Sentences.OrderBy(_ => random.Next()).Take(3))
            Put("。", 1, sentence, 1);
        foreach (var line in material.Lines.OrderBy(_ => random.Next()).Take(2))
            Put("\n", 0, "\n" + line, 1);
        foreach (var (from, to) in material.Swaps.OrderBy(_ => random.Next()).Take(4))
            for (var at = raw.IndexOf(from, StringComparison.Ordinal); at >= 0; at = raw.IndexOf(from, at + to.Length, StringComparison.Ordinal))
            {
                raw = raw.Remove(at, from.Length).Insert(at, to);
                origin = origin.Remove(at, from.Length).Insert(at, new string('e', to.Length));
                score.Differences++;
            }

        return new(raw, origin, 0);

        void Put(string anchor, int within, string words, int most)
        {
            var places = new List<int>();
            for (var at = raw.IndexOf(anchor, StringComparison.Ordinal); at >= 0; at = raw.IndexOf(anchor, at + 1, StringComparison.Ordinal))
                places.Add(at + within);
            foreach (var place in places.OrderBy(_ => random.Next()).Take(most).OrderDescending())
            {
                raw = raw.Insert(place, words);
                origin = origin.Insert(place, new string('e', words.Length));
                score.Differences++;
            }
        }
    }

    private static List<ReportCopy> Others(List<Reading> readings, int own) =>
    [
        .. readings.SelectMany((reading, i) => i == own || reading.Reports.Count == 0 ? [] : new[]
        {
            new ReportCopy($"{i}", Replay.Served(reading), $"{i}"),
        }),
    ];

    private static Reading Read(string raw, IReadOnlyList<CopyFinding> findings) => new ReportReader().Read(
        "copy.txt", Encoding.UTF8.GetBytes(raw), FileMarks.None with { Findings = findings }, CancellationToken.None);

    private static bool[] Removed(string raw, Reading reading, Func<string, bool> isCounted)
    {
        var removed = new bool[raw.Length];
        foreach (var edit in reading.Removed.Where(edit => isCounted(edit.Rule)))
            removed.AsSpan(edit.Start, edit.Length).Fill(true);
        return removed;
    }

    private static int Errors(string truth, string agreed)
    {
        var same = Alignment.Of(truth, agreed).Count(place => place >= 0);
        return Math.Max(truth.Length, agreed.Length) - same;
    }

    private static string Compact(string text) => KnowledgeBase.Reports.Copies.Letters.Of(text).Text;

    private static string Around(string text, int at) => text[Math.Max(0, at - 6)..Math.Min(text.Length, at + 18)].ReplaceLineEndings("⏎");

    private sealed record Copy(string Raw, string Origin, int Lost);
}
