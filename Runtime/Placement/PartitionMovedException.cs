namespace Tripline.Runtime.Placement;

/// <summary>Answers a call of another silo that has not run because its partition went away; its silo sends it anew.
/// </summary>
internal sealed class PartitionMovedException : Exception
{
    internal static readonly PartitionMovedException Instance = new();

    private PartitionMovedException()
        : base("The grain's partition is not served here.")
    {
    }
}
