using System.Text;
using KnowledgeBase.Reports.Copies;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Quality.Copies;

/// <summary>
/// The text on which three copies agree, letter by letter and without line ends. It is measured and never served: what a copy has lost is
/// noted, not put in.
/// </summary>
internal static class Agreement
{
    // Cells of a table over a stretch of all three copies; a longer one is taken as the first has it.
    private const int LargestTable = 2_000_000;

    private const double Three = 3, Two = 1, Unlike = -0.4, Alone = -0.25;

    public static string Of(IReadOnlyList<string> texts)
    {
        var (a, b, c) = (Letters.Of(texts[0]).Text, Letters.Of(texts[1]).Text, Letters.Of(texts[2]).Text);
        var (inB, inC) = (Alignment.Of(a, b), Alignment.Of(a, c));
        var agreed = new StringBuilder(a.Length);
        var (atA, atB, atC) = (0, 0, 0);
        for (var i = 0; i <= a.Length; i++)
        {
            var isEnd = i == a.Length;
            if (!isEnd && !IsAnchor(i))
                continue;
            var (endB, endC) = isEnd ? (b.Length, c.Length) : (inB[i], inC[i]);
            Vote(a[atA..i], b[atB..endB], c[atC..endC], agreed);
            if (!isEnd)
                agreed.Append(a[i]);
            (atA, atB, atC) = (i + 1, endB + 1, endC + 1);
        }

        return agreed.ToString();

        // A letter in all three, with a neighbour in all three: one alone may match by chance.
        bool IsAnchor(int i) => inB[i] >= 0 && inC[i] >= 0
            && ((i > 0 && inB[i - 1] == inB[i] - 1 && inC[i - 1] == inC[i] - 1)
                || (i + 1 < a.Length && inB[i + 1] == inB[i] + 1 && inC[i + 1] == inC[i] + 1));
    }

    /// <summary>The best way through three short stretches at once: a letter that two have side by side is the text's.</summary>
    private static void Vote(string a, string b, string c, StringBuilder agreed)
    {
        var (sizeB, sizeC) = (b.Length + 1, c.Length + 1);
        if ((long)(a.Length + 1) * sizeB * sizeC > LargestTable)
        {
            agreed.Append(a);
            return;
        }

        var score = new double[(a.Length + 1) * sizeB * sizeC];
        var step = new byte[score.Length]; // which of the three went on, as bits
        for (var i = 0; i <= a.Length; i++)
            for (var j = 0; j <= b.Length; j++)
                for (var k = 0; k <= c.Length; k++)
                {
                    var cell = (((i * sizeB) + j) * sizeC) + k;
                    score[cell] = cell == 0 ? 0 : double.MinValue;
                    for (var bits = 1; bits < 8; bits++)
                    {
                        var (x, y, z) = (bits & 1, (bits >> 1) & 1, bits >> 2);
                        if (i < x || j < y || k < z)
                            continue;
                        var gain = Gain(x > 0 ? a[i - 1] : '\0', y > 0 ? b[j - 1] : '\0', z > 0 ? c[k - 1] : '\0');
                        var before = score[((((i - x) * sizeB) + j - y) * sizeC) + k - z] + gain;
                        if (before > score[cell])
                            (score[cell], step[cell]) = (before, (byte)bits);
                    }
                }

        var columns = new List<(char A, char B, char C)>();
        for (var (i, j, k) = (a.Length, b.Length, c.Length); i + j + k > 0;)
        {
            var bits = step[(((i * sizeB) + j) * sizeC) + k];
            columns.Add(((bits & 1) > 0 ? a[--i] : '\0', (bits & 2) > 0 ? b[--j] : '\0', (bits & 4) > 0 ? c[--k] : '\0'));
        }

        columns.Reverse();
        for (var i = 0; i < columns.Count; i++)
        {
            var (x, y, z) = columns[i];
            if (x != '\0' && (x == y || x == z))
                agreed.Append(x);
            else if (y != '\0' && y == z)
                agreed.Append(y);
            else if (x != '\0' && y != '\0' && z != '\0')
                agreed.Append(Likeliest(agreed.Length > 0 ? agreed[^1] : '\n', [x, y, z], i + 1 < columns.Count ? columns[i + 1].A : '\n'));
        }
    }

    private static double Gain(char a, char b, char c)
    {
        var count = (a == '\0' ? 0 : 1) + (b == '\0' ? 0 : 1) + (c == '\0' ? 0 : 1);
        if (count == 1)
            return Alone;
        if (a != '\0' && a == b && b == c)
            return Three;
        if ((a != '\0' && (a == b || a == c)) || (b != '\0' && b == c))
            return count == 3 ? Two + Unlike + 0.2 : Two;
        return count == 3 ? Unlike : -10;
    }

    private static char Likeliest(char before, char[] letters, char after) => letters.MaxBy(letter =>
        BigramTable.Instance.MutualInformation(before, letter)
        + (after is '\0' or '\n' ? 0 : BigramTable.Instance.MutualInformation(letter, after)));
}
