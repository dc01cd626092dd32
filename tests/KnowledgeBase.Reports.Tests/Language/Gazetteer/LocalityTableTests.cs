using KnowledgeBase.Reports.Language.Gazetteer;

namespace KnowledgeBase.Reports.Tests.Language.Gazetteer;

public sealed class LocalityTableTests
{
    private static readonly LocalityTable Table = LocalityTable.Instance;

    [Theory]
    [InlineData("三亚市人民政府", "三亚市")]
    [InlineData("三亚政府工作报告", "三亚")]
    [InlineData("内蒙古自治区政府", "内蒙古自治区")]
    [InlineData("新疆政府工作报告", "新疆")]
    [InlineData("广西工作", "广西")]
    [InlineData("凉山州审计局", "凉山州")]
    [InlineData("凉山彝族自治州审计局", "凉山彝族自治州")]
    [InlineData("长阳县教育局", "长阳县")]
    [InlineData("大兴安岭地区", "大兴安岭地区")]
    [InlineData("巴音郭楞州", "巴音郭楞州")]
    [InlineData("东莞工作", "东莞")]
    public void The_longest_name_at_the_beginning_of_a_text_is_found(string text, string name) =>
        Assert.Equal(name, Table.At(text, shortNames: true) is { } match ? text[..match.Length] : null);

    [Theory]
    [InlineData("和平发展")]
    [InlineData("市人民政府")]
    [InlineData("我")]
    [InlineData("")]
    [InlineData("清河县河")]
    public void Short_names_of_counties_and_ordinary_words_are_not_found(string text) =>
        Assert.Equal(text.StartsWith("清河县", StringComparison.Ordinal) ? 3 : null, Table.At(text, shortNames: true)?.Length);

    [Fact]
    public void Without_short_names_only_full_names_are_found()
    {
        Assert.Null(Table.At("三亚政府"));
        Assert.False(Table.At("三亚市政府")!.Value.IsShort);
    }

    [Fact]
    public void Each_locality_knows_its_level_and_what_it_belongs_to()
    {
        var town = Assert.Single(Table.Named("企石镇"));
        Assert.Equal((LocalityLevel.Township, "东莞市", "广东省"), (town.Level, town.Parent!.Name, town.Parent.Parent!.Name));
        Assert.Equal(LocalityLevel.Province, Assert.Single(Table.Named("重庆")).Level);
        Assert.True(town.IsWithin(Table.Named("广东")[0]));
        Assert.False(town.IsWithin(Table.Named("广西")[0]));
    }

    [Fact]
    public void All_localities_of_one_name_are_found() =>
        Assert.Equal(["南京市", "徐州市", "福州市", "开封市"], Table.Named("鼓楼区").Select(locality => locality.Parent!.Name));

    [Fact]
    public void A_name_is_found_wherever_a_plain_search_through_all_names_finds_it()
    {
        const string Text = "会议在海南省三亚市召开，凉山彝族自治州、长阳土家族自治县和内蒙古自治区呼和浩特市代表参加，企石镇作交流发言。";
        var names = new HashSet<string>();
        for (var i = 0; i < Text.Length; i++)
            if (Table.At(Text.AsSpan(i)) is { } match)
                names.Add(Text.Substring(i, match.Length));

        Assert.Superset(new HashSet<string> { "海南省", "三亚市", "凉山彝族自治州", "长阳土家族自治县", "内蒙古自治区", "呼和浩特市", "企石镇" }, names);
        Assert.All(names, name => Assert.NotEmpty(Table.Named(name)));
    }
}
