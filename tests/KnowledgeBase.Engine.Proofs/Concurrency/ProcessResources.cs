using System.Diagnostics;

namespace KnowledgeBase.Engine.Proofs.Concurrency;

/// <summary>The system resources that this process holds for a folder.</summary>
/// <param name="Handles">Open files in it, unlinked ones included.</param>
/// <param name="Maps">Mapped files in it, unlinked ones included.</param>
public sealed record ProcessResources(int Handles, int Maps, int Threads)
{
    public static ProcessResources Of(string folder)
    {
        using var process = Process.GetCurrentProcess();
        return new ProcessResources(
            Directory.EnumerateFileSystemEntries("/proc/self/fd")
                .Count(path => new FileInfo(path).LinkTarget?.StartsWith(folder, StringComparison.Ordinal) == true),
            File.ReadLines("/proc/self/maps").Count(line => line.Contains(folder, StringComparison.Ordinal)),
            process.Threads.Count);
    }
}
