namespace KnowledgeBase.Engine;

/// <summary>An operation of the index failed. The message tells what was expected, what was found and what to do.</summary>
public class IndexException : Exception
{
    public IndexException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>A file of the index differs from what was written. The remedy is to rebuild the index from the raw files.</summary>
public sealed class IndexDamagedException(string file, long offset, string expected)
    : IndexException($"index file '{file}' is damaged at byte {offset}: {expected}. Rebuild the index from the raw files.")
{
    public string File { get; } = file;

    public long Offset { get; } = offset;

    public string Expected { get; } = expected;
}

/// <summary>The index was written by a newer version of the program, or has other fields.</summary>
public sealed class IndexVersionException(string message) : IndexException(message);

/// <summary>Another writer has the index open.</summary>
public sealed class IndexLockedException(string holder)
    : IndexException($"the index is being written by {holder}; only one writer may be open.")
{
    public string Holder { get; } = holder;
}
