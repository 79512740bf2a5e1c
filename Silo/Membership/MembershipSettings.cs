using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Tripline.Silo.Membership;

/// <summary>How soon silos notice that one of them is gone, and how patient they are with one that pauses.</summary>
internal sealed class MembershipSettings
{
    /// <summary>How long after one probe of a neighbour the next one follows, and how long its answer may take.</summary>
    [Description("How often a silo probes its neighbour, and how long the answer may take.")]
    [Range(typeof(TimeSpan), "00:00:00.2", "00:01:00")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many probes in a row go unanswered before a silo votes that its neighbour is dead.</summary>
    [Description("Probes in a row that go unanswered before a neighbour is voted dead.")]
    [Range(1, 20)]
    public int MissedProbes { get; set; } = 2;

    /// <summary>How many silos must vote so.</summary>
    [Description("Silos that must vote so.")]
    [Range(1, 3)]
    public int Votes { get; set; } = 1;

    /// <summary>How often a silo writes to the table that it lives, and reads there whether the others think so.</summary>
    [Description("How often a silo writes to the table of members that it lives, and reads it.")]
    [Range(typeof(TimeSpan), "00:00:00.5", "00:01:00")]
    public TimeSpan AliveEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How old that must be before a silo that also takes no connection is held for dead at a start.</summary>
    [Description("A silo that also takes no connection is dead at a start when that is so old.")]
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan SilentAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Throws unless all of it makes sense together.</summary>
    /// <exception cref="InvalidOperationException">It does not; the message says which option must be what.</exception>
    public void Validate()
    {
        if (SilentAfter < 2 * AliveEvery)
        {
            throw new InvalidOperationException(
                $"Membership:{nameof(SilentAfter)} must be at least twice Membership:{nameof(AliveEvery)}.");
        }
    }
}
