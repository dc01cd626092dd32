namespace KnowledgeBase.Web.Tests;

/// <summary>Tests that change what the one host holds. They run after all others, which compare what one page counts with what the next lists.</summary>
[CollectionDefinition(nameof(Changing), DisableParallelization = true)]
public sealed class Changing;
