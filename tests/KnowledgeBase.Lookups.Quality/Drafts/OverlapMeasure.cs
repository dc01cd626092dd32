using System.Text;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Overlap;

namespace KnowledgeBase.Lookups.Quality.Drafts;

/// <summary>
/// Of drafts that are two fifths set phrases, one fifth pasted sentences and two fifths own text: how many pasted sentences are found, and
/// what do set phrases add to the score? Seed 20261122; a pasted sentence is found if four fifths of its letters are. Eight carriers make
/// the labelled phrases set phrases.
/// </summary>
internal static class OverlapMeasure
{
    private const int Drafts = 20;
    private const int SetPhrases = 5;
    private const int Carriers = 8;
    private const int ShortestPasted = 14;
    private static readonly string[] Places = ["安宁", "长洲", "东坪", "枫溪", "高岭", "海棠", "金沙", "临湖"];

    public static int Run(string folder)
    {
        var halves = LabelFolder.Halves.ToDictionary(half => half, half => LabelFolder.Lines($"set-phrases.{half}.txt"));
        List<string> phrases = [.. halves.Values.SelectMany(lines => lines)];
        using var collected = new Collected(Collected.Files([folder])
            .Concat(Enumerable.Range(0, Carriers)
                .Select(number => ($"carrier{number}.txt", Encoding.UTF8.GetBytes(Carrier(number, phrases))))));
        using var view = collected.View();
        foreach (var half in LabelFolder.Halves)
        {
            var random = new Random(20261122);
            List<string> own = [.. LabelFolder.Lines($"own-text.{half}.txt")];
            var pasted = Sentences(view, half == "held" ? 1 : 0);
            int spans = 0, found = 0, changed = 0, set = 0, fromSet = 0, fromOwn = 0, near = 0, nearFound = 0;
            for (var draft = 0; draft < Drafts; draft++)
            {
                var (text, parts) = Draft(halves[half], own, pasted, random);
                var result = new OverlapCheck(view, view.Whole(collected.Origins), [], _ => false, SetPhrases, default).Run(text);
                var copied = new bool[text.Length];
                foreach (var span in result.Sentences.SelectMany(sentence => sentence.Spans))
                    if (span.Kind == OverlapKind.Copied)
                        copied.AsSpan(span.Start, span.Length).Fill(true);
                foreach (var (start, length, kind) in parts)
                {
                    var letters = Enumerable.Range(start, length).Where(at => char.IsLetterOrDigit(text[at])).ToList();
                    var hits = letters.Count(at => copied[at]);
                    (set, fromSet) = kind == 's' ? (set + letters.Count, fromSet + hits) : (set, fromSet);
                    fromOwn += kind == 'o' ? hits : 0;
                    (spans, found) = kind == 'p' ? (spans + 1, found + (hits * 5 >= letters.Count * 4 ? 1 : 0)) : (spans, found);
                }

                // The same sentences with every twelfth letter changed.
                foreach (var sentence in Enumerable.Range(0, 3).Select(_ => pasted[random.Next(pasted.Count)]))
                {
                    var other = new OverlapCheck(view, view.Whole(collected.Origins), [], _ => false, SetPhrases, default)
                        .Run(string.Concat(sentence.Select((c, at) => at % 12 == 6 && char.IsLetter(c) ? '某' : c)));
                    near++;
                    nearFound += other.Sentences.Any(one => one.IsNearCopy) ? 1 : 0;
                    changed += other.Sentences.Sum(one => one.Sources.Count > 0 ? one.Sources[0].Changes.Count : 0);
                }
            }

            Console.WriteLine($$"""
                {"half":"{{half}}","drafts":{{Drafts}},"spans":{{spans}},"found":{{(double)found / spans:F3}},"setLetters":{{set}},"copiedOfSet":{{fromSet}},"copiedOfOwn":{{fromOwn}},
                 "near":{{near}},"nearFound":{{(double)nearFound / near:F3}},"changes":{{changed}}}
                """);
        }

        return 0;
    }

    private static (string Text, List<(int Start, int Length, char Kind)> Parts) Draft(
        IReadOnlyList<string> phrases, List<string> own, List<string> pasted, Random random)
    {
        const int Letters = 1_500;
        var (pieces, sizes) = (new List<(string Text, char Kind)>(), new Dictionary<char, int> { ['s'] = 0, ['p'] = 0, ['o'] = 0 });
        foreach (var (kind, share) in (ReadOnlySpan<(char, double)>)[('s', 0.4), ('p', 0.2), ('o', 0.4)])
            while (sizes[kind] < share * Letters)
            {
                var text = kind switch
                {
                    's' => phrases[random.Next(phrases.Count)] + "，" + phrases[random.Next(phrases.Count)] + "。",
                    'p' => pasted[random.Next(pasted.Count)],
                    _ => own[random.Next(own.Count)],
                };
                pieces.Add((text, kind));
                sizes[kind] += text.Length;
            }

        var (draft, parts) = (new StringBuilder(), new List<(int, int, char)>());
        foreach (var (text, kind) in pieces.OrderBy(_ => random.Next()))
        {
            parts.Add((draft.Length, text.Length, kind));
            draft.Append(text);
        }

        return (draft.ToString(), parts);
    }

    /// <summary>Sentences of the samples that hold no set phrase; reports alternate between the halves.</summary>
    private static List<string> Sentences(CollectionView view, int half)
    {
        var sentences = new List<string>();
        for (var report = half; report < view.Reports.Count; report += 2)
            for (var passage = 0; passage < view.Reports[report].PassageCount; passage++)
            {
                var text = view.Read(report, passage).Text;
                sentences.AddRange(DraftSentences.Of(text).Select(place => text.Substring(place.Start, place.Length))
                    .Where(sentence => LetterText.Of(sentence).Length >= ShortestPasted
                        && !view.Reports[report].Title.Contains("年度综合", StringComparison.Ordinal)));
            }

        return sentences;
    }

    private static string Carrier(int number, List<string> phrases)
    {
        var place = Places[number];
        var text = new StringBuilder($"{place}县档案局{2016 + number}年度综合工作总结\n一、主要工作\n");
        for (var phrase = 0; phrase < phrases.Count; phrase++)
            text.Append($"（{"一二三四五六七八九十"[phrase % 10]}）{place}第{phrase}卷整理。")
                .Append($"{place}的库房{phrase}号柜{phrases[phrase]}，{place}登记{number * 31 + phrase}册。\n");
        return text.ToString();
    }
}
