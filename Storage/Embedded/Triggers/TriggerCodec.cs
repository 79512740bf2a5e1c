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

    /// <summary>Writes one trigger without its number and user.</summary>
    public static void Write(ValueWriter writer, Trigger trigger) => writer
        .Id(trigger.AlertId).Text(trigger.Symbol).Number(trigger.Partition).Number(trigger.Position)
        .Number(trigger.RuleOrder).Number(trigger.TimeMs).Double(trigger.Price).Text(trigger.Name).Text(trigger.When)
        .Text(StoredSeverity.Of(trigger.Severity)).Text(trigger.Message);

    /// <summary>Reads a run's head and leaves the reader at its first trigger.</summary>
    public static (long First, int Count) ReadHead(ref ValueReader reader)
    {
        reader.Version(Version);
        return (reader.Number(), (int)reader.Number());
    }

    /// <summary>Reads one trigger of a user.</summary>
    public static Trigger Read(ref ValueReader reader, string user, long number) => new(
        number,
        reader.Id(),
        user,
        reader.Text()!,
        (int)reader.Number(),
        reader.Number(),
        reader.Number(),
        reader.Number(),
        reader.Double(),
        reader.Text(),
        reader.Text()!,
        StoredSeverity.Parse(reader.Text()!),
        reader.Text());
}
