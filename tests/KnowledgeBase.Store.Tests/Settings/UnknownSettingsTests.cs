using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Configuration;

namespace KnowledgeBase.Store.Tests.Settings;

public sealed class UnknownSettingsTests
{
    [Fact]
    public void A_mistyped_setting_is_named_with_those_that_there_are()
    {
        var described = UnknownSettings.Describe<CorpusOptions>(Section("Corpus", ("Foldr", "x"), ("Uploads", "y"), ("Extra:Deep", "z")));
        Assert.Equal(
            "unknown setting Corpus:Extra, Corpus:Foldr; Corpus has Folder, Name, Uploads, AllowEmpty, Corrections, Marks, PublicNumbers,"
                + " AllowSecret",
            described);
    }

    [Fact]
    public void Names_are_known_in_any_case_and_a_section_may_be_missing()
    {
        Assert.Null(UnknownSettings.Describe<IndexFolderOptions>(Section("Index", ("folder", "x"), ("REPLACECORPUS", "true"))));
        Assert.Null(UnknownSettings.Describe<IndexerOptions>(Section("Indexer")));
    }

    [Fact]
    public void What_is_computed_from_settings_is_no_setting() =>
        Assert.StartsWith(
            "unknown setting Corpus:MarksFile;",
            UnknownSettings.Describe<CorpusOptions>(Section("Corpus", ("MarksFile", "x"))),
            StringComparison.Ordinal);

    private static IConfigurationSection Section(string name, params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(value => KeyValuePair.Create($"{name}:{value.Key}", (string?)value.Value)))
        .Build()
        .GetSection(name);
}
