using Tripline.Grains.When;

namespace Tripline.Grains.Symbols;

/// <summary>One change of a symbol's set of rules, as the arming journal keeps it. It holds the compiled numbers and not
/// the text, so that a later grammar reads old journals alike.</summary>
public sealed record RuleChange
{
    /// <summary>Most changes that one entry of the journal holds.</summary>
    public const int MaxPerEntry = 1 << 16;

    private const byte FormatVersion = 2;

    // Its armings had no details.
    private const byte BareFormat = 1;

    private RuleChange(RuleChangeKind kind, Guid alertId)
    {
        Kind = kind;
        AlertId = alertId;
    }

    /// <summary>What it does.</summary>
    public RuleChangeKind Kind { get; }

    /// <summary>To which alert.</summary>
    public Guid AlertId { get; }

    /// <summary>The alert's version that the terms belong to; 0 without terms.</summary>
    public int Version { get; private init; }

    /// <summary>The condition to watch; empty without terms.</summary>
    public CompiledRule Rule { get; private init; }

    /// <summary>Fires once only.</summary>
    public bool Once { get; private init; }

    /// <summary>Least market time between two triggers, milliseconds.</summary>
    public long CooldownMs { get; private init; }

    /// <summary>Market time at which the rule ends, epoch milliseconds; <see cref="long.MaxValue"/> for never.</summary>
    public long ExpiresAtMs { get; private init; } = long.MaxValue;

    /// <summary>What the rule's triggers say of its alert, as <see cref="RuleDetailsCodec"/> has it; empty where the change
    /// says nothing of it.</summary>
    internal ReadOnlyMemory<byte> Details { get; private init; }

    /// <summary>Most bytes that it takes in an entry of the journal.</summary>
    internal int MaxBytes => 96 + Details.Length;

    /// <summary>Watches a rule, freshly armed; one that watches for the same already goes on as it is.</summary>
    /// <exception cref="FormatException">The terms cannot be compiled.</exception>
    public static RuleChange Arm(RuleTerms terms)
    {
        var compilation = RuleCompiler.Compile(terms.When, terms.Rearm, anyPrices: true);
        return compilation.Rule is { } rule
            ? new(RuleChangeKind.Arm, terms.AlertId)
            {
                Version = terms.Version,
                Rule = rule,
                Once = terms.Once,
                CooldownMs = Math.Max(0, terms.CooldownMs),
                ExpiresAtMs = terms.ExpiresAtMs ?? long.MaxValue,
                Details = terms.Details is { } details ? RuleDetailsCodec.Encode(details) : default,
            }
            : throw new FormatException(compilation.Errors[0].Message);
    }

    /// <summary>Stops watching a rule.</summary>
    public static RuleChange Pause(Guid alertId) => new(RuleChangeKind.Pause, alertId);

    /// <summary>Watches a paused rule again.</summary>
    public static RuleChange Resume(Guid alertId) => new(RuleChangeKind.Resume, alertId);

    /// <summary>Forgets a rule.</summary>
    public static RuleChange Disarm(Guid alertId) => new(RuleChangeKind.Disarm, alertId);

    /// <summary>Gives details to a rule that an older version armed without any; changes nothing else of it.</summary>
    public static RuleChange Describe(Guid alertId, RuleDetails details) =>
        new(RuleChangeKind.Describe, alertId) { Details = RuleDetailsCodec.Encode(details) };

    /// <summary>The same change with details.</summary>
    internal RuleChange With(ReadOnlyMemory<byte> details) => this with { Details = details };

    /// <summary>Changes as bytes for one entry of the journal.</summary>
    /// <param name="changes">1 to <see cref="MaxPerEntry"/> changes, in order.</param>
    public static byte[] EncodeAll(IReadOnlyList<RuleChange> changes)
    {
        var writer = new PackedWriter(8 + (changes.Count * 112));
        writer.WriteByte(FormatVersion);
        writer.WriteInteger(changes.Count);
        foreach (var change in changes)
        {
            change.Write(ref writer);
        }

        return writer.ToArray();
    }

    /// <summary>Reads the changes of an entry back.</summary>
    /// <exception cref="InvalidDataException">The bytes are no changes that this version knows.</exception>
    public static IReadOnlyList<RuleChange> DecodeAll(ReadOnlySpan<byte> bytes)
    {
        var reader = new PackedReader(bytes);
        var format = reader.ReadFormat(FormatVersion, "rule change");
        var changes = new RuleChange[reader.ReadCount(MaxPerEntry)];
        for (var index = 0; index < changes.Length; index++)
        {
            changes[index] = Read(ref reader, format);
        }

        return changes;
    }

    private void Write(ref PackedWriter writer)
    {
        writer.WriteByte((byte)Kind);
        writer.WriteGuid(AlertId);
        if (Kind == RuleChangeKind.Arm)
        {
            writer.WriteInteger(Version);
            writer.WriteByte((byte)Rule.Kind);
            writer.WriteByte((byte)((Rule.HasRearm ? 1 : 0) | (Once ? 2 : 0)));
            writer.WriteDouble(Rule.Level);
            writer.WriteDouble(Rule.Second);
            writer.WriteDouble(Rule.Third);
            writer.WriteInteger(CooldownMs);
            writer.WriteInteger(ExpiresAtMs);
        }

        if (Kind is RuleChangeKind.Arm or RuleChangeKind.Describe)
        {
            writer.WriteBytes(Details.IsEmpty ? [RuleDetailsCodec.None] : Details.Span);
        }
    }

    private static RuleChange Read(ref PackedReader reader, byte format)
    {
        var kind = (RuleChangeKind)reader.ReadByte();
        var alertId = reader.ReadGuid();
        if (kind is < RuleChangeKind.Arm or > RuleChangeKind.Describe)
        {
            throw new InvalidDataException($"A rule change of the unknown kind {(byte)kind}.");
        }

        if (kind == RuleChangeKind.Describe)
        {
            return new(kind, alertId) { Details = ReadDetails(ref reader) };
        }

        if (kind != RuleChangeKind.Arm)
        {
            return new(kind, alertId);
        }

        var version = (int)reader.ReadInteger();
        var ruleKind = (RuleKind)reader.ReadByte();
        var flags = reader.ReadByte();
        return new(kind, alertId)
        {
            Version = version,
            Rule = new(ruleKind, (flags & 1) != 0, reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble()),
            Once = (flags & 2) != 0,
            CooldownMs = reader.ReadInteger(),
            ExpiresAtMs = reader.ReadInteger(),
            Details = format == BareFormat ? default : ReadDetails(ref reader),
        };
    }

    private static ReadOnlyMemory<byte> ReadDetails(ref PackedReader reader)
    {
        var bytes = RuleDetailsCodec.Take(ref reader);
        return bytes[0] == RuleDetailsCodec.None ? default : bytes.ToArray();
    }
}
