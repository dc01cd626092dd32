using System.Text;
using System.Text.Json;
using KnowledgeBase.Engine;

namespace KnowledgeBase.Benchmarks;

/// <summary>Reads the passages and queries that are measured, and knows the schema they are indexed with.</summary>
internal static class Passages
{
    public static readonly IndexSchema Schema = new(
        [new TextField("text"), new TextField("heading", 2)],
        ["section", "unitType", "unit"],
        ["year"]);

    /// <summary>Passages without a section get one in turn, so that a filter on it has something to do.</summary>
    private static readonly string[] Sections = ["opening", "work", "problems", "causes", "plans", "closing", "other"];

    /// <summary>Passages that follow each other with the same id up to its last hyphen are a group, as those of a report are.</summary>
    public static IEnumerable<DocumentGroup> Groups(string path, Action<long> textBytes)
    {
        var group = new List<IndexDocument>();
        var prefix = "";
        var line = 0;
        using var lines = new LineReader(path);
        while (lines.Next(out var json))
        {
            var document = Document(json.Span, line++, textBytes);
            var own = document.Id[..Math.Max(0, document.Id.LastIndexOf('-'))];
            if (group.Count > 0 && own != prefix)
            {
                yield return new DocumentGroup { Key = group[0].Id, Documents = group };
                group = [];
            }

            prefix = own;
            group.Add(document);
        }

        if (group.Count > 0)
            yield return new DocumentGroup { Key = group[0].Id, Documents = group };
    }

    public static (string Id, string Text)[] Queries(string path) =>
        [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            return (json.RootElement.GetProperty("id").GetString()!, json.RootElement.GetProperty("text").GetString()!);
        })];

    private static IndexDocument Document(ReadOnlySpan<byte> json, int line, Action<long> textBytes)
    {
        string? id = null, text = null, heading = null, section = null, unitType = null, unit = null;
        int? year = null;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "id":
                    id = reader.GetString();
                    break;
                case "text":
                    text = reader.GetString();
                    break;
                case "heading":
                    heading = reader.GetString();
                    break;
                case "section":
                    section = reader.GetString();
                    break;
                case "unitType":
                    unitType = reader.GetString();
                    break;
                case "unit":
                    unit = reader.GetString();
                    break;
                case "year":
                    year = reader.TokenType == JsonTokenType.Number ? reader.GetInt32() : null;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        textBytes(Encoding.UTF8.GetByteCount(text!));
        return new IndexDocument
        {
            Id = id!,
            Texts = [text, heading],
            Keywords = [section ?? Sections[line % Sections.Length], unitType, unit],
            Numbers = [year],
        };
    }

    private sealed class LineReader(string path) : IDisposable
    {
        private readonly FileStream _file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        private byte[] _buffer = new byte[1 << 18];
        private int _start;
        private int _end;

        public bool Next(out ReadOnlyMemory<byte> line)
        {
            var searched = 0;
            while (true)
            {
                var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
                if (at >= 0)
                {
                    line = _buffer.AsMemory(_start, searched + at);
                    _start += searched + at + 1;
                    if (line.IsEmpty)
                    {
                        searched = 0;
                        continue;
                    }

                    return true;
                }

                searched = _end - _start;
                if (!Fill())
                {
                    line = _buffer.AsMemory(_start, _end - _start);
                    _start = _end;
                    return !line.IsEmpty;
                }
            }
        }

        private bool Fill()
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            if (_end == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            var read = _file.Read(_buffer.AsSpan(_end));
            _end += read;
            return read > 0;
        }

        public void Dispose() => _file.Dispose();
    }
}
