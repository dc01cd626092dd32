namespace KnowledgeBase.Engine.Proofs.Damages;

/// <summary>One damage done to the files of a folder.</summary>
/// <param name="Files">Those whose bytes are no longer the same; empty when nothing changed.</param>
internal sealed record Damage(string What, IReadOnlyList<string> Files)
{
    /// <summary>
    /// Damages a copy that no process has open: the engine does not promise to survive a published file that shrinks while it is mapped.
    /// </summary>
    public static Damage Apply(string folder, Random random)
    {
        var names = Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path))
            .Where(name => new FileInfo(Path.Combine(folder, name)).Length > 0).Order(StringComparer.Ordinal).ToArray();
        // Each type of file is equally likely.
        var types = names.GroupBy(Type).ToArray();
        var type = types[random.Next(types.Length)].ToArray();
        var name = type[random.Next(type.Length)];
        var other = names[random.Next(names.Length)];
        var path = Path.Combine(folder, name);
        var bytes = File.ReadAllBytes(path);
        var at = random.Next(bytes.Length);
        var length = random.Next(1, Math.Min(4096, bytes.Length - at) + 1);
        switch (random.Next(7))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return Changed(path, bytes, $"bit flipped at {at} of {bytes.Length}");
            case 1:
                bytes[at] ^= (byte)random.Next(1, 256);
                return Changed(path, bytes, $"byte changed at {at} of {bytes.Length}");
            case 2:
                return Changed(path, bytes[..at], $"cut to {at} of {bytes.Length}");
            case 3:
                bytes.AsSpan(at, length).Clear();
                return Changed(path, bytes, $"{length} zeros at {at} of {bytes.Length}");
            case 4:
                return Changed(path, [.. bytes, .. bytes[at..(at + length)]], $"{length} bytes behind the end");
            case 5:
                File.Delete(path);
                return new Damage($"{name}: missing", [name]);
            default:
                var others = File.ReadAllBytes(Path.Combine(folder, other));
                var differ = !bytes.AsSpan().SequenceEqual(others);
                File.WriteAllBytes(path, others);
                File.WriteAllBytes(Path.Combine(folder, other), bytes);
                return new Damage($"{name} and {other}: swapped", differ ? [name, other] : []);
        }
    }

    private static Damage Changed(string path, byte[] bytes, string what)
    {
        var name = Path.GetFileName(path);
        var differs = !File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes);
        File.WriteAllBytes(path, bytes);
        return new Damage($"{name}: {what}", differs ? [name] : []);
    }

    /// <summary>Names without their digits: segments of one type differ in numbers only.</summary>
    private static string Type(string name) =>
        Path.GetExtension(name) is { Length: > 1 } extension ? extension : string.Concat(name.Where(c => !char.IsAsciiHexDigit(c)));
}
