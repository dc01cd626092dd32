using System.Diagnostics;

namespace KnowledgeBase.Engine.Proofs.Chaos;

/// <summary>What the system holds for this process on account of a folder.</summary>
/// <param name="Handles">Open files in it, unlinked ones included.</param>
/// <param name="Maps">Mapped files in it, unlinked ones included.</param>
public sealed record Resources(int Handles, int Maps, int Threads)
{
    public static Resources Of(string folder)
    {
        using var process = Process.GetCurrentProcess();
        return new Resources(
            Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(path => new FileInfo(path).LinkTarget?.StartsWith(folder, StringComparison.Ordinal) == true),
            File.ReadLines("/proc/self/maps").Count(line => line.Contains(folder, StringComparison.Ordinal)),
            process.Threads.Count);
    }
}
