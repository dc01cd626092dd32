using System.Text;

namespace KnowledgeBase.Engine.Writing;

/// <summary>The limits of keys, ids and texts that a group must respect.</summary>
internal static class GroupValidator
{
    private const int MaxIdBytes = 512;
    private const int MaxKeyBytes = 1024;

    /// <exception cref="IndexArgumentException">A limit is exceeded; the message names the document and the limit.</exception>
    public static void Validate(DocumentGroup group, IndexSchema schema, IndexOptions options)
    {
        ValidateKey(group.Key);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        long length = 0;
        foreach (var document in group.Documents)
        {
            ValidateName(document.Id, "id", MaxIdBytes);
            if (!ids.Add(document.Id))
                throw new IndexArgumentException($"the group '{group.Key}' has two documents with the id '{document.Id}'.");
            if (document.Texts.Count > schema.Texts.Count
                || document.Keywords.Count > schema.Keywords.Count
                || document.Numbers.Count > schema.Numbers.Count)
                throw new IndexArgumentException($"document '{document.Id}' has more values than the schema has fields.");
            long total = 0;
            foreach (var text in document.Texts)
            {
                if (text?.Length > options.MaxTextLength)
                    throw new IndexArgumentException(
                        $"document '{document.Id}' has a text of {text.Length} characters; at most {options.MaxTextLength} are indexed.");
                total += text?.Length ?? 0;
            }

            if (total > int.MaxValue / sizeof(char))
                throw new IndexArgumentException(
                    $"document '{document.Id}' has {total} characters; at most {int.MaxValue / sizeof(char)} are stored.");
            length += total + document.Keywords.Sum(keyword => (long)(keyword?.Length ?? 0));
        }

        if (length > options.MaxGroupLength)
            throw new IndexArgumentException(
                $"the group '{group.Key}' has {length} characters; at most {options.MaxGroupLength} fit into a segment.");
    }

    public static void ValidateKey(string key) => ValidateName(key, "key", MaxKeyBytes);

    private static void ValidateName(string name, string what, int limit)
    {
        if (string.IsNullOrEmpty(name))
            throw new IndexArgumentException($"an empty {what} is no {what}.");
        if (name.Length > limit || Encoding.UTF8.GetByteCount(name) > limit)
            throw new IndexArgumentException($"the {what} '{name[..Math.Min(name.Length, 40)]}…' is longer than {limit} bytes of UTF-8.");
        for (var i = 0; i < name.Length; i++)
            if (char.IsSurrogate(name[i]) && (i + 1 == name.Length || !char.IsSurrogatePair(name[i], name[++i])))
                throw new IndexArgumentException($"the {what} has half of a surrogate pair at {i}; it must be well-formed UTF-16.");
    }
}
