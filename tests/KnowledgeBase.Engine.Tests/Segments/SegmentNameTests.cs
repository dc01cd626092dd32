using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.Tests.Segments;

public sealed class SegmentNameTests
{
    [Theory]
    [InlineData(0, "segment-00000000")]
    [InlineData(255, "segment-000000ff")]
    [InlineData(0x1_2345_6789, "segment-123456789")]
    public void A_name_and_its_number_are_each_other(long number, string file)
    {
        Assert.Equal(file, SegmentName.FileOf(number));
        Assert.True(SegmentName.TryParse(file, out var read));
        Assert.Equal(number, read);
    }

    [Theory]
    [InlineData("manifest")]
    [InlineData("segment-")]
    [InlineData("segment-0000000g")]
    [InlineData("segment-00000001.next")]
    [InlineData("Segment-00000001")]
    public void Other_names_are_none(string file) => Assert.False(SegmentName.TryParse(file, out _));
}
