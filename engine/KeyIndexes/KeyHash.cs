namespace KnowledgeBase.Engine.KeyIndexes;

/// <summary>FNV-1a over the key's UTF-8 bytes, its halves folded together and mixed. Part of the format.</summary>
internal static class KeyHash
{
    public static uint Of(ReadOnlySpan<byte> key)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in key)
            hash = (hash ^ b) * 1099511628211UL;
        hash ^= hash >> 32;
        hash *= 0x9E3779B97F4A7C15UL;
        return (uint)(hash >> 32);
    }
}
