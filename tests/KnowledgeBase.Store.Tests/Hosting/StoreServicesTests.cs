using KnowledgeBase.Store.Hosting;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Store.Tests.Hosting;

public sealed class StoreServicesTests
{
    [Theory]
    [InlineData("Corpus:Foldr", "x", "Corpus:Foldr")]
    [InlineData("Index:Foldr", "x", "Index:Foldr")]
    [InlineData("Indexer:Settle", "1", "Indexer:Settle")]
    [InlineData("Indexer:RescanSeconds", "0", "RescanSeconds")]
    [InlineData("Indexer:Tries", "101", "Tries")]
    [InlineData("Corpus:Folder", "", "Folder")]
    public void A_setting_that_is_unknown_or_beyond_its_limits_is_refused_at_the_start_by_name(string name, string value, string named)
    {
        var refused = Assert.ThrowsAny<Exception>(() => Validate((name, value)));
        Assert.Contains(named, StartupErrors.Explain(refused), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_are_known_and_within_their_limits_are_taken() =>
        Validate(("Corpus:Folder", "x"), ("Index:ReplaceCorpus", "true"), ("Indexer:RescanSeconds", "86400"));

    private static void Validate(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        using var services = new ServiceCollection().AddLogging().AddKnowledgeStoreParts(configuration).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        _ = services.GetRequiredService<IOptions<CorpusOptions>>().Value;
    }
}
