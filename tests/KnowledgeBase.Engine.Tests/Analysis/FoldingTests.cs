using System.Globalization;
using KnowledgeBase.Engine.Analysis;

namespace KnowledgeBase.Engine.Tests.Analysis;

public sealed class FoldingTests
{
    /// <summary>
    /// The checksums of the tables of segment versions 1 and 2. When this fails, folding has changed: existing indexes would answer
    /// differently. Make a
    /// new version of the format instead of changing the number here.
    /// </summary>
    [Fact]
    public void The_tables_are_those_of_the_format() =>
        Assert.Equal([0x81F9_1D56u, 0x0F75_23EDu], [Folding.Version1.Checksum, Folding.Current.Checksum]);

    [Fact]
    public void Folding_twice_is_folding_once()
    {
        for (var c = 0; c <= char.MaxValue; c++)
            Assert.Equal(Folding.Current.Fold((char)c), Folding.Current.Fold(Folding.Current.Fold((char)c)));
    }

    [Theory]
    [InlineData("ＡＢ１", "ab1")]
    [InlineData("「防汛」，抗旱。", "\"防汛\",抗旱.")]
    [InlineData("a\t\0　b", "a   b")]
    [InlineData("İßſΣς", "İßſσς")]
    [InlineData("\uD840\uDC00\uDC00", "\uD840\uDC00\uDC00")]
    public void A_text_folds_code_unit_by_code_unit(string text, string folded) => Assert.Equal(folded, Folding.Current.Fold(text));

    [Fact]
    public void A_character_without_variants_is_the_only_one_that_folds_to_itself()
    {
        var sources = Enumerable.Range(0, char.MaxValue + 1).ToLookup(c => Folding.Current.Fold((char)c), c => (char)c);
        for (var c = 0; c <= char.MaxValue; c++)
            Assert.Equal(sources[(char)c].SequenceEqual([(char)c]), Folding.Current.HasNoVariants((char)c));
    }

    [Theory]
    [InlineData("，。 \t\0+^\u200B", true)]
    [InlineData("防a1$°\uD840\u0301", false)]
    public void Separators_are_space_control_format_punctuation_and_some_symbols(string characters, bool expected) =>
        Assert.All(characters, c => Assert.True(
            Folding.IsSeparator(c) == expected,
            ((int)c).ToString("X4", CultureInfo.InvariantCulture)));
}
