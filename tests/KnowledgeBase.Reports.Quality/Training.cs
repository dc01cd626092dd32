using KnowledgeBase.Reports.Structuring.Training;

namespace KnowledgeBase.Reports.Quality;

/// <summary>Writes the weights with which sections are typed by their sentences.</summary>
internal static class Training
{
    private const string Head =
        "# Weights of SentenceClassifier in hundredths: a feature, then 主要工作 存在问题 原因分析 下一步打算; learned from Training/*.txt.";

    public static int Run(string target, string[] texts)
    {
        var lines = SentenceTrainer.Learn(texts.SelectMany(File.ReadLines));
        File.WriteAllLines(target, lines.Prepend(Head));
        Console.WriteLine($"train: {lines.Count} features");
        return 0;
    }
}
