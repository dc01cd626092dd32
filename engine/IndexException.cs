namespace KnowledgeBase.Engine;

/// <summary>
/// An operation of the index failed. The message tells what was expected, what was found and what to do. The derived types tell the cause;
/// the base type itself is thrown for a folder that cannot be read or is not an index.
/// </summary>
public class IndexException : Exception
{
    /// <param name="message">What was expected, what was found and what to do.</param>
    /// <param name="inner">The failure that this one reports, or null.</param>
    public IndexException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>
/// A query names an unknown field or exceeds a limit, or a group, id or text does. Nothing has changed; the same call fails again.
/// </summary>
/// <param name="message">The field or limit, and what was asked for.</param>
public sealed class IndexArgumentException(string message) : IndexException(message);

/// <summary>The disk failed, or has no space. Commits are intact, uncommitted changes are kept; a later commit may succeed.</summary>
/// <param name="message">What failed and what to do.</param>
/// <param name="inner">The error of the disk.</param>
public sealed class IndexStorageException(string message, Exception inner) : IndexException(message, inner);

/// <summary>A file of the index differs from what was written. The remedy is to rebuild the index from the raw files.</summary>
/// <param name="file">The name of the file in the index's folder.</param>
/// <param name="offset">The offset in bytes at which the difference was found.</param>
/// <param name="expected">What was expected there.</param>
public sealed class IndexDamagedException(string file, long offset, string expected)
    : IndexException($"index file '{file}' is damaged at byte {offset}: {expected}. Rebuild the index from the raw files.")
{
    /// <summary>The name of the damaged file in the index's folder.</summary>
    public string File { get; } = file;

    /// <summary>The offset in bytes at which the damage was found.</summary>
    public long Offset { get; } = offset;

    /// <summary>What was expected there, and what was found.</summary>
    public string Expected { get; } = expected;
}

/// <summary>The index was written by a newer version of the program, or has other fields.</summary>
/// <param name="message">The versions or fields, and what to do.</param>
public sealed class IndexVersionException(string message) : IndexException(message);

/// <summary>Another writer has the index open.</summary>
/// <param name="holder">The process that has it, as far as is known.</param>
public sealed class IndexLockedException(string holder)
    : IndexException($"the index is being written by {holder}; only one writer may be open.")
{
    /// <summary>The process that has it, as far as is known.</summary>
    public string Holder { get; } = holder;
}
