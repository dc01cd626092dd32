using System.Text;

namespace KnowledgeBase.Benchmarks;

/// <summary>Raw files of a wished length, made of passages: what an import or a server is measured with.</summary>
internal static class TextsCommand
{
    private const int MostProvisions = 10_000;

    /// <summary>Goes over the passages again and again, each time from another one on, so that no two files are copies.</summary>
    public static void Run(string passageFile, string folder, int files, int characters)
    {
        string[] passages =
        [
            .. Passages.Groups(passageFile, _ => { }).SelectMany(group => group.Documents).Select(one => one.Texts[0]!.Replace('\n', ' ')),
        ];
        Directory.CreateDirectory(folder);
        var (next, bytes) = (0, 0L);
        for (var file = 0; file < files; file++)
        {
            var text = new StringBuilder();
            text.Append("地方规定汇编第").Append(file + 1).Append("号\n\n");
            for (var article = 1; text.Length < characters && article < MostProvisions; article++)
            {
                text.Append('第').Append(article).Append("条　").Append(passages[next]).Append('\n');
                next = (next + 1 + file / (files / 4 + 1)) % passages.Length;
            }

            var encoded = Encoding.UTF8.GetBytes(text.ToString());
            bytes += encoded.Length;
            File.WriteAllBytes(Path.Combine(folder, $"{file + 1:00000}.txt"), encoded);
        }

        Report.Print(("files", files), ("mb", bytes / 1e6));
    }
}
