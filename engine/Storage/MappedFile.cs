using System.IO.MemoryMappedFiles;

namespace KnowledgeBase.Engine.Storage;

/// <summary>
/// A file mapped for reading. Its length is compared with the manifest before anything is read, and a <see cref="FileLease"/> taken before
/// that keeps what was mapped readable, whatever others do to the file.
/// </summary>
internal sealed unsafe class MappedFile : IStorageFile
{
    private readonly MemoryMappedFile? _map;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly FileLease? _lease;
    private readonly byte* _start;

    public MappedFile(string path)
    {
        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            var leased = FileLease.TryTake(handle);
            Length = RandomAccess.GetLength(handle);
            if (Length == 0)
                return;
            _map = MemoryMappedFile.CreateFromFile(
                handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            _view = _map.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
            _start += _view.PointerOffset;
            if (leased)
                _lease = FileLease.Guard(handle, (nint)_start, Length);
        }
        finally
        {
            if (_lease is null)
                handle.Dispose();
        }
    }

    public long Length { get; }

    public ReadOnlySpan<byte> Span(long offset, int length) => new(_start + offset, length);

    public void ReleasePages(long offset, long length)
    {
        if (_lease is not null)
            _lease.ReleasePages(offset, length);
        else if (_view is not null)
            NativeFile.ReleasePages((nint)_start, offset, length);
    }

    public void Dispose()
    {
        if (_view is null)
            return;
        _lease?.Dispose();
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map!.Dispose();
    }
}
