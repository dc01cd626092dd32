namespace KnowledgeBase.Store.Postgres.Statements;

/// <summary>Hashes are lower-case hex in the product and bytes in the database.</summary>
internal static class Hashes
{
    public static byte[]? ToBytes(string? hash) => string.IsNullOrEmpty(hash) ? null : Convert.FromHexString(hash);

    public static string ToText(byte[] hash) => Convert.ToHexStringLower(hash);
}
