using System.Text;

namespace Tripline.Grains.Symbols;

/// <summary>A rule's details as bytes of the arming journal and of a rule page: a byte of flags, then user, message,
/// condition, name, each with its length before it; message and name only where there is one.</summary>
internal static class RuleDetailsCodec
{
    /// <summary>The flags where a rule has no details, and nothing follows.</summary>
    public const byte None = 0;

    public const byte Present = 0x80;
    public const byte HasName = 0x10;
    public const byte HasMessage = 0x20;
    public const byte SeverityBits = 0x0F;

    private const byte KnownBits = Present | HasName | HasMessage | SeverityBits;

    public static byte[] Encode(RuleDetails details)
    {
        var writer = new PackedWriter(
            (4 * PackedReader.MaxIntegerLength) + details.User.Length + details.When.Length
            + (details.Name?.Length ?? 0) + (details.Message?.Length ?? 0));
        writer.WriteByte((byte)(Present
            | ((byte)details.Severity & SeverityBits)
            | (details.Name is null ? 0 : HasName)
            | (details.Message is null ? 0 : HasMessage)));
        writer.WriteText(details.User);
        if (details.Message is { } message)
        {
            writer.WriteText(message);
        }

        writer.WriteText(details.When);
        if (details.Name is { } name)
        {
            writer.WriteText(name);
        }

        return writer.ToArray();
    }

    public static RuleDetails Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new PackedReader(bytes);
        var flags = ReadFlags(ref reader);
        var user = Text(reader.ReadText());
        var message = (flags & HasMessage) != 0 ? Text(reader.ReadText()) : null;
        var when = Text(reader.ReadText());
        var name = (flags & HasName) != 0 ? Text(reader.ReadText()) : null;
        return new RuleDetails(user, when, name, (AlertSeverity)(flags & SeverityBits), message);
    }

    /// <summary>Takes the bytes of one rule's details, without decoding them; those of <see cref="None"/> too.</summary>
    public static ReadOnlySpan<byte> Take(ref PackedReader reader)
    {
        var start = reader.Rest;
        var flags = ReadFlags(ref reader);
        if (flags != None)
        {
            reader.ReadText();
            reader.ReadText();
            for (var optional = flags & (HasName | HasMessage); optional != 0; optional &= optional - 1)
            {
                reader.ReadText();
            }
        }

        return start[..^reader.Rest.Length];
    }

    private static byte ReadFlags(ref PackedReader reader)
    {
        var flags = reader.ReadByte();
        return flags == None || ((flags & Present) != 0 && (flags & ~KnownBits) == 0)
            ? flags
            : throw new InvalidDataException($"A rule's details with the unknown flags {flags:x2}.");
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
