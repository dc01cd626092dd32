using System.ComponentModel;
using System.Diagnostics;

namespace KnowledgeBase.Reports.Formats.Converters;

/// <summary>What a converter did.</summary>
internal sealed record Converted(int ExitCode, byte[] Output, string Errors);

/// <summary>
/// Runs a converter as a child that can harm nothing but itself: a folder of its own that goes with it, an environment
/// of its own, a limit of time, and on Linux limits of memory, processor time and file size, and no network where the
/// system lets an ordinary user take it away (unshare -r -n).
/// </summary>
internal sealed class ConverterProcess : IDisposable
{
    private const int LongestErrors = 4096;

    // What a shell says of a child that SIGXCPU has ended.
    private const int OutOfProcessorTime = 128 + 24;

    /// <summary>Whether children can be cut off from the network here; tried once.</summary>
    private static readonly Lazy<bool> CanIsolate =
        new(() => OperatingSystem.IsLinux() && ConverterPath.Find("unshare") is { } unshare && TryIsolate(unshare));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kb-convert-");

    public string Folder => _folder.FullName;

    /// <summary>For the note on the file.</summary>
    public static string Describe(long memory, TimeSpan time) => OperatingSystem.IsLinux()
        ? $"at most {memory >> 20} MB and {time.TotalSeconds:0} s, "
            + $"{(CanIsolate.Value ? "without network" : "network not cut off: unshare is not allowed here")}"
        : $"at most {time.TotalSeconds:0} s; memory and network are not limited on this system";

    /// <param name="processor">How much processor time, on Linux.</param>
    /// <exception cref="RefusedException">converter-timeout, too-much-text, converter-failed.</exception>
    public Converted Run(
        string program, IReadOnlyList<string> arguments, long memory, TimeSpan time, TimeSpan processor, int maxOutput,
        CancellationToken cancel)
    {
        using var child = Start(program, arguments, memory, processor);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(time);
        using var killing = deadline.Token.Register(() => Kill(child));

        var errors = ReadAsync(child.StandardError.BaseStream, LongestErrors, drain: true);
        var output = ReadAsync(child.StandardOutput.BaseStream, maxOutput + 1, drain: false).GetAwaiter().GetResult();
        var tooMuch = output.Length > maxOutput;
        if (tooMuch)
            Kill(child);
        child.WaitForExit();
        cancel.ThrowIfCancellationRequested();
        if (tooMuch)
            throw new RefusedException("too-much-text", $"the converter writes more than {maxOutput} bytes");
        if (deadline.IsCancellationRequested)
            throw new RefusedException(
                "converter-timeout", $"{Path.GetFileName(program)} took longer than {time.TotalSeconds:0} s", retry: true);
        if (child.ExitCode == OutOfProcessorTime)
            throw new RefusedException(
                "converter-timeout", $"{Path.GetFileName(program)} took more than {processor.TotalSeconds:0} s of processor time");
        return new(child.ExitCode, output, System.Text.Encoding.UTF8.GetString(errors.GetAwaiter().GetResult()));
    }

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // What a killed child still writes is left to the system's cleaning of its temporary folder.
        }
    }

    private Process Start(string program, IReadOnlyList<string> arguments, long memory, TimeSpan processor)
    {
        string[] command = [program, .. arguments];
        if (OperatingSystem.IsLinux())
        {
            // 512-byte blocks of file size: an output beyond a gigabyte is none.
            // Of processor time the harder limit comes a second later: the softer one tells what it was.
            var seconds = Math.Max(1, (int)processor.TotalSeconds);
            var limits = $"ulimit -v {memory >> 10} && ulimit -S -t {seconds} && ulimit -H -t {seconds + 1} && ulimit -f 2097152 "
                + "&& ulimit -c 0 && exec \"$@\"";
            string[] isolated = CanIsolate.Value ? [ConverterPath.Find("unshare")!, "-r", "-n"] : [];
            command = [.. isolated, "/bin/sh", "-c", limits, "sh", .. command];
        }

        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var (name, value) in new[] { ("PATH", Environment.GetEnvironmentVariable("PATH") ?? ""),
            ("HOME", Folder), ("TMPDIR", Folder), ("LANG", "C.UTF-8") })
            start.Environment[name] = value;
        try
        {
            var child = Process.Start(start)!;
            child.StandardInput.Close();
            return child;
        }
        catch (Win32Exception e)
        {
            throw new RefusedException("converter-missing", $"{program} cannot be started: {e.Message}", retry: true);
        }
    }

    private static bool TryIsolate(string unshare)
    {
        using var child =
            Process.Start(new ProcessStartInfo(unshare, ["-r", "-n", "true"]) { RedirectStandardError = true, UseShellExecute = false })!;
        child.StandardError.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0;
    }

    private static void Kill(Process child)
    {
        try
        {
            child.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself meanwhile.
        }
    }

    /// <param name="drain">Whether to read on, and forget, beyond the limit.</param>
    private static async Task<byte[]> ReadAsync(Stream from, int limit, bool drain)
    {
        using var kept = new MemoryStream();
        var some = new byte[16 << 10];
        while (await from.ReadAsync(some).ConfigureAwait(false) is > 0 and var read)
        {
            kept.Write(some, 0, (int)Math.Min(read, limit - kept.Length));
            if (kept.Length == limit && !drain)
                break;
        }

        return kept.ToArray();
    }
}
