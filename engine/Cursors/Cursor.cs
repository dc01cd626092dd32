using System.Diagnostics;

namespace KnowledgeBase.Engine.Cursors;

/// <summary>
/// The matching documents of one segment, ascending, each with a score; deleted ones may be among them.
/// Equal to the loop <c>foreach (var d in matching) yield (d, score(d))</c>: it starts before the first document at −1, moves only forward,
/// and stays at <see cref="End"/> once there.
/// </summary>
internal abstract class Cursor
{
    public const int End = int.MaxValue;

    /// <summary>Where the cursor is: −1, a matching document, or <see cref="End"/>.</summary>
    public int Document
    {
        get;
        protected set
        {
            Debug.Assert(value > field || value == End, "a cursor moves only forward");
            field = value;
        }
    } = -1;

    /// <summary>
    /// Moves to the first matching document at or after <paramref name="target"/>, which is above <see cref="Document"/>, and returns it.
    /// </summary>
    public abstract int Advance(int target);

    public int Next() => Advance(Document + 1);

    /// <summary>The score of <see cref="Document"/>. May be called any number of times.</summary>
    public abstract double Score();

    /// <summary>About how many documents it will visit.</summary>
    public abstract long Cost { get; }
}
