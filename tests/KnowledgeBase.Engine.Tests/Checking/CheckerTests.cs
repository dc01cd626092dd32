namespace KnowledgeBase.Engine.Tests.Checking;

/// <summary>The check of a whole folder.</summary>
public sealed class CheckerTests
{
    [Fact]
    public void A_sound_index_has_no_damage()
    {
        using var index = Given.Documents(("1", "学习形式单一"), ("2", "师资力量薄弱"));
        Assert.Empty(SearchIndex.Check(index.Folder).Damages);
    }

    [Fact]
    public void Damage_anywhere_in_a_segment_is_named_with_its_file()
    {
        using var index = Given.Documents(("1", "学习形式单一"), ("2", "师资力量薄弱"));
        var segment = Directory.GetFiles(index.Folder, "segment-*").Single();
        var sound = File.ReadAllBytes(segment);
        var random = new Random(20261121);
        foreach (var at in Enumerable.Range(0, 40).Select(_ => random.Next(sound.Length)).Append(0).Append(sound.Length - 1))
        {
            Overwrite(segment, at, (byte)(sound[at] ^ 0x10));
            Assert.Contains(
                SearchIndex.Check(index.Folder).Damages,
                damage => damage.Message.Contains(Path.GetFileName(segment), StringComparison.Ordinal));
            Overwrite(segment, at, sound[at]);
        }

        Assert.Empty(SearchIndex.Check(index.Folder).Damages);
    }

    private static void Overwrite(string path, int at, byte value)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Position = at;
        file.WriteByte(value);
    }
}
