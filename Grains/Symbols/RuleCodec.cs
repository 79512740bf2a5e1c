namespace Tripline.Grains.Symbols;

/// <summary>A page of rules as bytes of a snapshot.</summary>
internal static class RuleCodec
{
    private const byte FormatVersion = 2;

    // Its rules had no details.
    private const byte BareFormat = 1;

    public static byte[] Write(RuleTable rules, int page)
    {
        var writer = new PackedWriter(RuleTable.PageSize * 128);
        writer.WriteByte(FormatVersion);
        var (first, end) = SlotsOf(rules, page);
        for (var slot = first; slot < end; slot++)
        {
            writer.WriteByte((byte)rules.Slot(slot).Phase);
            if (rules.Slot(slot).Phase != RulePhase.Free)
            {
                WriteRule(ref writer, rules.Slot(slot), rules.Record(slot));
                rules.Details.WriteTo(ref writer, rules.Record(slot).Details);
            }
        }

        return writer.ToArray();
    }

    /// <summary>Reads a page into slots that were reserved for it.</summary>
    public static void Read(RuleTable rules, int page, ReadOnlySpan<byte> bytes)
    {
        var reader = new PackedReader(bytes);
        var format = reader.ReadFormat(FormatVersion, "rule page");
        var (first, end) = SlotsOf(rules, page);
        for (var slot = first; slot < end; slot++)
        {
            var phase = (RulePhase)reader.ReadByte();
            if (phase > RulePhase.Expired)
            {
                throw new InvalidDataException($"A rule in the unknown phase {(byte)phase}.");
            }

            if (phase != RulePhase.Free)
            {
                ReadRule(ref reader, ref rules.Slot(slot), ref rules.Record(slot));
                rules.Record(slot).Details = format == BareFormat
                    ? DetailPool.None
                    : rules.Details.Add(RuleDetailsCodec.Take(ref reader));
                rules.Slot(slot).Phase = phase;
            }
        }
    }

    private static (int First, int End) SlotsOf(RuleTable rules, int page) =>
        (page * RuleTable.PageSize, Math.Min((page + 1) * RuleTable.PageSize, rules.SlotCount));

    private static void WriteRule(ref PackedWriter writer, in RuleSlot slot, in RuleRecord record)
    {
        writer.WriteByte((byte)slot.Kind);
        writer.WriteByte((byte)(slot.Flags & RuleFlags.Lasting));
        writer.WriteDouble(slot.Level);
        writer.WriteDouble(slot.Second);
        writer.WriteDouble(slot.Third);
        writer.WriteGuid(record.AlertId);
        writer.WriteInteger(record.Version);
        writer.WriteInteger(record.RuleOrder);
        writer.WriteInteger(record.CooldownMs);
        writer.WriteInteger(record.ExpiresAtMs);
        writer.WriteInteger(record.LastTriggeredMs);
        writer.WriteInteger(record.TriggerCount);
        writer.WriteInteger(record.SuppressedCount);
    }

    private static void ReadRule(ref PackedReader reader, ref RuleSlot slot, ref RuleRecord record)
    {
        slot.Kind = (RuleKind)reader.ReadByte();
        slot.Flags = (RuleFlags)reader.ReadByte() & RuleFlags.Lasting;
        slot.Level = reader.ReadDouble();
        slot.Second = reader.ReadDouble();
        slot.Third = reader.ReadDouble();
        record.AlertId = reader.ReadGuid();
        record.Version = (int)reader.ReadInteger();
        record.RuleOrder = reader.ReadInteger();
        record.CooldownMs = reader.ReadInteger();
        record.ExpiresAtMs = reader.ReadInteger();
        record.LastTriggeredMs = reader.ReadInteger();
        record.TriggerCount = reader.ReadInteger();
        record.SuppressedCount = reader.ReadInteger();
    }
}
