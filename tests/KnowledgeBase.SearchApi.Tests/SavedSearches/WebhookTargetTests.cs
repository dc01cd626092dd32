using KnowledgeBase.SearchApi.SavedSearches;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.SearchApi.Tests.SavedSearches;

/// <summary>Where webhooks may point.</summary>
public sealed class WebhookTargetTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080/x")]
    [InlineData("https://8.8.8.8/x")]
    [InlineData("https://[2606:4700::1111]/x")]
    [InlineData("https://receiver.example/x?y=z")]
    public void Configured_networks_public_addresses_and_names_are_taken(string url) => Assert.Null(With("public 127.0.0.1/32").Fault(url));

    [Theory]
    [InlineData("http://127.0.0.2/x")]
    [InlineData("http://2130706434/x")]
    [InlineData("http://0x7f.2/x")]
    [InlineData("http://0.0.0.0/x")]
    [InlineData("http://10.0.0.7/x")]
    [InlineData("http://100.64.0.1/x")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://172.31.0.1/x")]
    [InlineData("http://192.168.1.1/x")]
    [InlineData("http://224.0.0.1/x")]
    [InlineData("http://255.255.255.255/x")]
    [InlineData("http://[::]/x")]
    [InlineData("http://[::1]/x")]
    [InlineData("http://[::ffff:10.0.0.7]/x")]
    [InlineData("http://[64:ff9b::a00:7]/x")]
    [InlineData("http://[2002:a00:7::1]/x")]
    [InlineData("http://[fe80::1]/x")]
    [InlineData("http://[fd00::1]/x")]
    public void Private_and_reserved_addresses_are_refused_however_they_are_written(string url) =>
        Assert.Contains("Webhooks:Networks", With("public 127.0.0.1/32").Fault(url), StringComparison.Ordinal);

    [Theory]
    [InlineData("ftp://8.8.8.8/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:word@8.8.8.8/x")]
    [InlineData("https://8.8.8.8/x#y")]
    [InlineData("/x")]
    [InlineData("")]
    public void Other_than_plain_http_and_https_is_refused(string url) => Assert.NotNull(With("public").Fault(url));

    [Fact]
    public void Without_a_setting_nothing_is_sent_anywhere()
    {
        Assert.False(With("").IsOpen);
        Assert.NotNull(With("").Fault("https://receiver.example/x"));
    }

    [Fact]
    public void A_network_without_a_meaning_is_refused_by_name() =>
        Assert.Contains("'lan'", Assert.Throws<OptionsValidationException>(() => With("lan")).Message, StringComparison.Ordinal);

    private static WebhookTargets With(string networks) => new(Options.Create(new WebhookOptions { Networks = networks }));
}
