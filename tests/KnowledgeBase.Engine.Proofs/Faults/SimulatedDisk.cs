namespace KnowledgeBase.Engine.Proofs.Faults;

/// <summary>
/// A disk in memory that knows what would survive a power cut. Bytes are durable up to the last sync of their file; names as they stood at
/// the
/// last sync of the folder, and each change since then may or may not have reached the disk, in any combination.
/// </summary>
internal sealed class SimulatedDisk
{
    private readonly Dictionary<string, SimulatedFile> _durable;
    private readonly List<Action<Dictionary<string, SimulatedFile>>> _changes = [];

    public SimulatedDisk() => (_durable, Names) = ([], []);

    private SimulatedDisk(Dictionary<string, SimulatedFile> left) => (_durable, Names) = (left, new(left));

    /// <summary>The folder as running programs see it.</summary>
    public Dictionary<string, SimulatedFile> Names { get; }

    public bool Locked { get; set; }

    public void Change(Action<Dictionary<string, SimulatedFile>> change)
    {
        change(Names);
        _changes.Add(change);
    }

    public void SyncFolder()
    {
        foreach (var change in _changes)
            change(_durable);
        _changes.Clear();
    }

    /// <summary>The disk after a power cut.</summary>
    public SimulatedDisk AfterCut(Outcome outcome, Random random)
    {
        var names = new Dictionary<string, SimulatedFile>(_durable);
        foreach (var change in _changes)
        {
            var reached = outcome switch
            {
                Outcome.NamesLost => false,
                Outcome.NamesMixed => random.Next(2) == 0,
                _ => true,
            };
            if (reached)
                change(names);
        }

        return new SimulatedDisk(names.ToDictionary(entry => entry.Key, entry => entry.Value.AfterCut(outcome, random)));
    }
}

/// <summary>What happens to data that was not synced.</summary>
internal enum Outcome
{
    /// <summary>Files end at their last synced byte.</summary>
    Lost,

    /// <summary>Files end anywhere after that.</summary>
    Torn,

    /// <summary>Files have their length, and zeros from anywhere on.</summary>
    ZeroFilled,

    /// <summary>Everything was written although it was not synced.</summary>
    Kept,

    /// <summary>No creation, rename or delete since the last sync of the folder.</summary>
    NamesLost,

    /// <summary>Some of them, whatever their order; and the bytes torn.</summary>
    NamesMixed,
}
