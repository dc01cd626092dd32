using KnowledgeBase.Engine.Codecs;

namespace KnowledgeBase.Engine.Tests.Codecs;

public class TokenTests
{
    private const int Seed = 20_261_121;

    [Fact]
    public void Any_code_units_come_back_from_any_dictionary()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 60; round++)
        {
            var texts = Enumerable.Range(0, 200).Select(_ => Text(random, round % 3)).ToArray();
            var trainer = new TokenTrainer(Math.Max(TokenTrainer.LeastUnits, texts.Sum(text => text.Length)));
            foreach (var text in texts.Take(random.Next(1, 200)))
                trainer.Show(text);
            if (trainer.Finish() is not { } trained)
                continue;
            var bytes = new ByteBuffer();
            trained.Write(bytes);
            var reader = new ByteReader(bytes.Written);
            var dictionary = TokenDictionary.Read(ref reader);
            var encoder = new TokenEncoder(trained);
            foreach (var text in texts)
                Assert.Equal(text, Decoded(dictionary, Encoded(encoder, text), text.Length));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_code_is_that_of_a_plain_search_for_the_longest_token(int kind)
    {
        var random = new Random(Seed + kind);
        for (var round = 0; round < 40; round++)
        {
            var texts = Enumerable.Range(0, 100).Select(_ => Text(random, kind)).Append(string.Concat(Enumerable.Range(0, 90)
                .Select(_ => Text(random, kind)))).ToArray();
            // Any strings can be tokens; those of several units have no NUL.
            var tokens = Enumerable.Range(0, random.Next(1, 3_000)).Select(_ =>
            {
                var text = texts[random.Next(texts.Length)];
                var start = random.Next(text.Length + 1);
                return text.Substring(start, Math.Min(random.Next(1, TokenDictionary.MaxUnits + 1), text.Length - start));
            }).Where(token => token.Length == 1 || (token.Length > 1 && !token.Contains('\0'))).Distinct().ToArray();
            var encoder = new TokenEncoder(TokenDictionary.Of(tokens));
            foreach (var text in texts)
                Assert.Equal(PlainlyEncoded(tokens, text), Encoded(encoder, text));
        }
    }

    [Fact]
    public void A_NUL_behind_a_token_is_not_lost()
    {
        var dictionary = TokenDictionary.Of(["ab", "abc"]);
        Assert.Equal("ab\0\0ab", Decoded(dictionary, Encoded(new TokenEncoder(dictionary), "ab\0\0ab"), 6));
    }

    [Fact]
    public void Damaged_code_is_refused_and_never_written_beyond_its_room()
    {
        var random = new Random(Seed);
        var dictionary = TokenDictionary.Of(["的", "发展", "我们要", "改革开放"]);
        var room = new char[40];
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(30)];
            random.NextBytes(bytes);
            foreach (ref var b in bytes.AsSpan())
                b = random.Next(3) == 0 ? b : (byte)random.Next(5);
            var length = random.Next(20);
            Array.Fill(room, '#');
            try
            {
                Assert.InRange(dictionary.Decode(bytes, room.AsSpan(0, length)), 0, length);
            }
            catch (InvalidDataException)
            {
                // Refused.
            }

            Assert.Equal(new string('#', 20), new string(room, length, 20));
        }
    }

    [Fact]
    public void Ordinary_text_takes_less_than_half_of_utf_16()
    {
        var text = string.Concat(Enumerable.Range(0, 400).Select(i => $"第{i}条，坚持以人民为中心的发展思想，推动高质量发展；"));
        var trainer = new TokenTrainer(text.Length);
        trainer.Show(text);
        Assert.InRange(Encoded(new TokenEncoder(trainer.Finish()!), text).Length, 1, text.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public void Bytes_come_back_compressed_or_not(int length)
    {
        var random = new Random(Seed);
        var noise = new byte[length];
        random.NextBytes(noise);
        foreach (var bytes in new[] { new byte[length], noise })
        {
            var buffer = new ByteBuffer();
            CompressedBytes.Append(bytes, buffer);
            Assert.Equal(bytes, CompressedBytes.Read(buffer.Written));

            // Another one behind it in the same buffer.
            var first = buffer.Length;
            CompressedBytes.Append(bytes, buffer);
            Assert.Equal(buffer.Written[..first], buffer.Written[first..]);
        }
    }

    [Fact]
    public void Damaged_compressed_bytes_are_refused()
    {
        var random = new Random(Seed);
        var buffer = new ByteBuffer();
        CompressedBytes.Append("""{"text":"坚持以人民为中心","sections":[{"type":"plans"},{"type":"plans"},{"type":"plans"}]}"""u8, buffer);
        for (var i = 0; i < 5000; i++)
        {
            var bytes = buffer.Written.ToArray();
            for (var harm = random.Next(4); harm >= 0; harm--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var found = Record.Exception(() => CompressedBytes.Read(bytes.AsSpan(0, random.Next(bytes.Length + 1))));
            Assert.True(found is null or InvalidDataException, found?.ToString());
        }
    }

    private static string Text(Random random, int kind) => string.Create(random.Next(60), (random, kind), static (to, with) =>
    {
        foreach (ref var unit in to)
            unit = with.kind switch
            {
                3 => (char)('a' + with.random.Next(3)),
                0 => (char)('一' + (int)Math.Pow(300, with.random.NextDouble()) - 1),
                1 => (char)with.random.Next(4),
                _ => (char)with.random.Next(char.MaxValue + 1),
            };
    });

    private static byte[] PlainlyEncoded(string[] tokens, string text)
    {
        var numbers = tokens.Select((token, number) => (token, number)).ToDictionary(entry => entry.token, entry => entry.number);
        var bytes = new ByteBuffer();
        for (var at = 0; at < text.Length;)
        {
            var length = Math.Min(TokenDictionary.MaxUnits, text.Length - at);
            while (length > 0 && !numbers.ContainsKey(text.Substring(at, length)))
                length--;
            if (length == 0)
            {
                bytes.Write([0xFF, 0xFF]);
                bytes.UInt16(text[at++]);
                continue;
            }

            var number = numbers[text.Substring(at, length)];
            if (number >= TokenDictionary.Short)
                bytes.Byte((byte)((number - TokenDictionary.Short) >> 8 | 0x80));
            bytes.Byte((byte)(number < TokenDictionary.Short ? number : number - TokenDictionary.Short));
            at += length;
        }

        return bytes.Written.ToArray();
    }

    private static byte[] Encoded(TokenEncoder encoder, string text)
    {
        var bytes = new ByteBuffer();
        encoder.Encode(text, bytes);
        return bytes.Written.ToArray();
    }

    private static string Decoded(TokenDictionary dictionary, byte[] bytes, int length)
    {
        var room = new char[length + TokenDictionary.MaxUnits];
        return new string(room, 0, dictionary.Decode(bytes, room));
    }
}
