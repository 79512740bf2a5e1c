namespace Tripline.Storage.Postgres;

/// <summary>A partition and the generation under which a write was made.</summary>
internal readonly record struct PartitionHeld(int Partition, long Generation);
