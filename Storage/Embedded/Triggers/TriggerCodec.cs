using Tripline.Storage.Embedded.Values;
using Tripline.Storage.Triggers;

namespace Tripline.Storage.Embedded.Triggers;

/// <summary>The bytes of runs of triggers with consecutive numbers.</summary>
internal static class TriggerCodec
{
    /// <summary>The form of all values here.</summary>
    public const byte Version = 1;

    /// <summary>Writes a run's head: its first number and its length.</summary>
    public static void WriteHead(ValueWriter writer, long first, int count) =>
        writer.Byte(Version).Number(first).Number(count);

    /// <summary>Writes one trigger without its number.</summary>
    public static void Write(ValueWriter writer, TriggerRow row) => writer
        .Id(row.AlertId).Text(row.Symbol).Number(row.Partition).Number(row.Position).Number(row.RuleOrder)
        .Number(row.TimeMs).Double(row.Price).Text(row.Name).Text(row.When).Text(row.Severity).Text(row.Message);

    /// <summary>Reads a run's head and leaves the reader at its first trigger.</summary>
    public static (long First, int Count) ReadHead(ref ValueReader reader)
    {
        reader.Version(Version);
        return (reader.Number(), (int)reader.Number());
    }

    /// <summary>Reads one trigger.</summary>
    public static TriggerRow Read(ref ValueReader reader, long number) => new(
        number,
        reader.Id(),
        reader.Text()!,
        (int)reader.Number(),
        reader.Number(),
        reader.Number(),
        reader.Number(),
        reader.Double(),
        reader.Text(),
        reader.Text()!,
        reader.Text()!,
        reader.Text());
}
