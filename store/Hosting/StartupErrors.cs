using KnowledgeBase.Engine;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.RawFiles;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Store.Hosting;

/// <summary>Tells what a user can mend from what is a defect.</summary>
public static class StartupErrors
{
    /// <summary>One line for a user; null where the exception is a defect and keeps its trace.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        IndexException or OptionsValidationException => exception.Message,
        StoreSchemaException or StoreUnavailableException => exception.Message,
        CorpusMissingException or CorpusEmptyException or OtherCorpusException => exception.Message,
        IOException or UnauthorizedAccessException or InvalidDataException => exception.Message,
        AggregateException { InnerExceptions: [var only] } => Explain(only),
        _ => null,
    };
}
