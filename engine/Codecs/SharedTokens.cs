namespace KnowledgeBase.Engine.Codecs;

/// <summary>
/// The dictionary that the segments of one writer have in common, as long as it fits: they need not be trained for one by one, and merging
/// copies their texts as they are. Thread-safe.
/// </summary>
internal sealed class SharedTokens
{
    /// <summary>A dictionary is trained anew for texts so many times as long as those that it was trained for.</summary>
    private const int MaxGrowth = 8;

    private readonly Lock _lock = new();
    private TokenEncoder? _encoder;
    private long _units;

    /// <summary>What to write texts of so many code units with; null for too few.</summary>
    /// <param name="show">Shows all of them to a trainer; not called where the dictionary at hand fits.</param>
    public TokenEncoder? For(long units, Action<TokenTrainer> show)
    {
        if (units < TokenTrainer.LeastUnits)
            return null;
        // A second segment waits for what is trained for the first: with a dictionary each, one would be written anew when they are merged.
        lock (_lock)
        {
            if (_encoder is not null && units <= _units * MaxGrowth)
                return _encoder;
            var trainer = new TokenTrainer(units);
            show(trainer);
            if (trainer.Finish() is not { } dictionary)
                return null;
            (_encoder, _units) = (new TokenEncoder(dictionary), units);
            return _encoder;
        }
    }
}
