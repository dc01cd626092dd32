using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KnowledgeBase.Engine.Files;

/// <summary>One section of a <see cref="SectionFile"/>. What it gives out is verified and inside it, or it throws.</summary>
internal sealed class Section(SectionFile file, long start, long length)
{
    private bool _whole;

    public long Length => length;

    public SectionFile File => file;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Span(long offset, int count)
    {
        if ((ulong)offset > (ulong)length || (uint)count > (ulong)(length - offset))
            throw Outside(offset, count);
        return count == 0 ? default : file.Span(start + offset, count);
    }

    /// <summary>Bytes of a part that <see cref="Span"/> has given out before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Verified(long offset, int count)
    {
        if ((ulong)offset > (ulong)length || (uint)count > (ulong)(length - offset))
            throw Outside(offset, count);
        return file.Verified(start + offset, count);
    }

    /// <summary>All of it, verified once: for columns that are read at random.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<T> All<T>() where T : unmanaged
    {
        if (!_whole)
            VerifyAll();
        return MemoryMarshal.Cast<byte, T>(file.Verified(start, (int)length));
    }

    public IndexDamagedException Damage(long offset, string expected) => file.Damage(start + offset, expected);

    /// <summary>For those who read from front to back: lets go of what is behind them, a megabyte at a time. Returns up to where it is let go.</summary>
    public long ForgetUpTo(long forgotten, long offset)
    {
        if (offset - forgotten < 1 << 20)
            return forgotten;
        file.Forget(start + forgotten, offset - forgotten);
        return offset;
    }

    private void VerifyAll()
    {
        if (length > int.MaxValue)
            throw new InvalidOperationException("a section of this size is read in parts");
        Span(0, (int)length);
        _whole = true;
    }

    private IndexDamagedException Outside(long offset, int count) =>
        file.Damage(start, $"{count} bytes at {offset} of a section expected, it has {length}");
}
