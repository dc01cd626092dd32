using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Headings;
using KnowledgeBase.Lookups.LeftOvers;
using KnowledgeBase.Lookups.Overlap;
using KnowledgeBase.Lookups.Problems;
using KnowledgeBase.Lookups.Similarity;
using KnowledgeBase.Lookups.Suggestions;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeBase.Lookups.Hosting;

/// <summary>Registers the look-ups.</summary>
public static class LookupServices
{
    /// <summary>The collection and all look-ups over it; it is read in the background once the host runs.</summary>
    public static IServiceCollection AddLookups(this IServiceCollection services)
    {
        services.AddDerivation<HeadingDerivation>();
        services.AddSingleton<SimilarPassages>();
        services.AddSingleton<ReportCollection>();
        services.AddDerivation<ProblemDerivation>();
        services.AddDerivation<SuggestionDerivation>();
        services.AddDerivation<OriginDerivation>();
        services.AddDerivation<UnitNameDerivation>();
        services.AddHostedService<CollectionService>();
        return services;
    }

    /// <summary>A derivation, by its own type and as one of all. Those that it uses are added before it.</summary>
    internal static IServiceCollection AddDerivation<T>(this IServiceCollection services)
        where T : Derivation =>
        services.AddSingleton<T>().AddSingleton<Derivation>(provider => provider.GetRequiredService<T>());
}
