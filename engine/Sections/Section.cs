using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KnowledgeBase.Engine.Sections;

/// <summary>
/// One section of a <see cref="SectionFile"/>. Spans that it returns are verified and within the section; otherwise it throws.
/// </summary>
internal sealed class Section(SectionFile file, long start, long length)
{
    /// <summary>One more than the damages of the file when the whole section was verified.</summary>
    private int _wholeSince;

    public long Length => length;

    public SectionFile File => file;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Span(long offset, int count)
    {
        if ((ulong)offset > (ulong)length || (uint)count > (ulong)(length - offset))
            throw Outside(offset, count);
        return count == 0 ? default : file.Span(start + offset, count);
    }

    /// <summary>Bytes of a part that <see cref="Span"/> has verified before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Verified(long offset, int count)
    {
        if ((ulong)offset > (ulong)length || (uint)count > (ulong)(length - offset))
            throw Outside(offset, count);
        return file.Verified(start + offset, count);
    }

    /// <summary>The whole section, verified once: for columns that are read in random order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<T> All<T>() where T : unmanaged
    {
        if (_wholeSince != file.Damages + 1)
            VerifyAll();
        return MemoryMarshal.Cast<byte, T>(file.Verified(start, (int)length));
    }

    public IndexDamagedException Damage(long offset, string expected) => file.Damage(start + offset, expected);

    /// <summary>
    /// For sequential readers: releases the pages already read, a megabyte at a time. Returns the offset up to which pages are released.
    /// </summary>
    public long ReleasePagesUpTo(long releasedUpTo, long offset)
    {
        if (offset - releasedUpTo < 1 << 20)
            return releasedUpTo;
        file.ReleasePages(start + releasedUpTo, offset - releasedUpTo);
        return offset;
    }

    private void VerifyAll()
    {
        if (length > int.MaxValue)
            throw new InvalidOperationException("a section of 2 GiB or more cannot be read as a whole");
        var damages = file.Damages;
        Span(0, (int)length);
        _wholeSince = damages + 1;
    }

    private IndexDamagedException Outside(long offset, int count) =>
        file.Damage(start, $"{count} bytes at {offset} of a section expected, it has {length}");
}
