using Microsoft.Win32.SafeHandles;

namespace KnowledgeBase.Engine.Storage;

/// <summary>Appends to a new file by position; the callers buffer.</summary>
internal sealed class FolderWriter : IStorageWriter
{
    private readonly SafeFileHandle _file;
    private long _length;

    public FolderWriter(string path)
    {
        NativeFile.SurviveFileSizeLimit();
        // Truncating a file that another process has mapped would crash that process: unlink it and create a new one.
        File.Delete(path);
        _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(_file, bytes, _length);
            _length += bytes.Length;
        }
        catch (ArgumentOutOfRangeException e)
        {
            // .NET reports EFBIG, the limit set by `ulimit -f`, as this exception.
            throw new IOException("the file would grow beyond the limit for its size.", e);
        }
    }

    public void Sync() => RandomAccess.FlushToDisk(_file);

    public void Dispose() => _file.Dispose();
}
