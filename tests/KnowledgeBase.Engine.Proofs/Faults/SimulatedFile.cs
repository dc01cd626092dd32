namespace KnowledgeBase.Engine.Proofs.Faults;

/// <summary>The bytes of one file, and how many of them are durable.</summary>
internal sealed class SimulatedFile
{
    private byte[] _bytes = [];
    private bool _failed;

    public int Length { get; private set; }

    public int Synced { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Append(ReadOnlySpan<byte> more)
    {
        if (Length + more.Length > _bytes.Length)
        {
            // A new array: readers keep their spans.
            var larger = new byte[Math.Max(256, 2 * (Length + more.Length))];
            Bytes.CopyTo(larger);
            _bytes = larger;
        }

        more.CopyTo(_bytes.AsSpan(Length));
        Length += more.Length;
    }

    public void Sync()
    {
        if (!_failed)
            Synced = Length;
    }

    /// <summary>After a failed fsync the kernel drops dirty pages: a later fsync succeeds without making them durable.</summary>
    public void FailSync() => _failed = true;

    public SimulatedFile AfterCut(Outcome outcome, Random random)
    {
        var left = new SimulatedFile();
        var somewhere = random.Next(Synced, Length + 1);
        switch (outcome)
        {
            case Outcome.Lost or Outcome.NamesLost:
                left.Append(Bytes[..Synced]);
                break;
            case Outcome.Torn or Outcome.NamesMixed:
                left.Append(Bytes[..somewhere]);
                break;
            case Outcome.ZeroFilled:
                left.Append(Bytes[..somewhere]);
                left.Append(new byte[Length - somewhere]);
                break;
            default:
                left.Append(_failed ? Bytes[..Synced] : Bytes);
                break;
        }

        left.Sync();
        return left;
    }
}
