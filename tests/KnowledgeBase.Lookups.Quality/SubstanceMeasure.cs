using KnowledgeBase.Lookups.Substance;

namespace KnowledgeBase.Lookups.Quality;

/// <summary>Of all pairs of labelled passages of different grade, how many the score puts in the labelled order.</summary>
internal static class SubstanceMeasure
{
    public static int Run()
    {
        foreach (var half in LabelFolder.Halves)
        {
            var passages = LabelFolder.Lines($"substance.{half}.txt").Select(line => line.Split('\t'))
                .Select(parts => (Grade: parts[0][0] - '0', Score: SubstanceScore.Of(parts[1]), Text: parts[1]))
                .ToList();
            var pairs = passages.SelectMany(left => passages.Where(right => left.Grade > right.Grade).Select(right => (left, right)))
                .ToList();
            var right = pairs.Count(pair => pair.left.Score > pair.right.Score);
            if (half == "dev")
                foreach (var (grade, score, text) in passages.OrderByDescending(passage => passage.Score))
                    Console.WriteLine($"  {grade} {score:0.00} {text[..Math.Min(40, text.Length)]}");
            Console.WriteLine($"substance {half}: {right} of {pairs.Count} judged pairs in order, {right / (double)pairs.Count:P1}");
        }

        return 0;
    }
}
