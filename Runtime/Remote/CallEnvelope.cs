using System.Collections.Immutable;
using System.Diagnostics;
using Tripline.Runtime.Placement;
using Tripline.Runtime.Serialization;

namespace Tripline.Runtime.Remote;

/// <summary>What goes with a call besides its arguments.</summary>
/// <param name="Method">The method's number on the stream.</param>
/// <param name="RemainingMs">Milliseconds until the caller gives up.</param>
/// <param name="Key">The grain's key.</param>
/// <param name="IsFromTurn">Whether it is made within a grain's turn.</param>
/// <param name="TraceParent">The trace that it belongs to; null for none.</param>
/// <param name="TraceState">The trace's state; null for none.</param>
/// <param name="Context">Values of the request context; null for none.</param>
internal readonly record struct CallEnvelope(
    uint Method, long RemainingMs, string Key, bool IsFromTurn, string? TraceParent, string? TraceState,
    ImmutableDictionary<string, object>? Context)
{
    internal Admission Admission => IsFromTurn ? Admission.Turn : Admission.Outside;

    internal static void Write(
        WireWriter writer, uint method, long remainingMs, string key, bool isFromTurn,
        ImmutableDictionary<string, object>? context)
    {
        var trace = CallTrace.Of(context) is { IdFormat: ActivityIdFormat.W3C, Id: not null } activity ? activity : null;
        var values = context?.Where(pair => !CallTrace.IsTrace(pair.Key)).ToList();
        var flags = (isFromTurn ? CallFlags.FromTurn : CallFlags.None)
            | (trace is null ? CallFlags.None : CallFlags.Trace)
            | (values is { Count: > 0 } ? CallFlags.Context : CallFlags.None);
        writer.Varint(method);
        writer.Varint((uint)flags);
        writer.Varint((ulong)Math.Max(0, remainingMs));
        writer.String(key);
        if (trace is not null)
        {
            writer.String(trace.Id!);
            writer.String(trace.TraceStateString ?? string.Empty);
        }

        if (values is { Count: > 0 })
        {
            Codecs<List<KeyValuePair<string, object>>>.Instance.Write(writer, values);
        }
    }

    internal static CallEnvelope Read(WireReader reader)
    {
        var method = reader.Varint();
        var flags = (CallFlags)reader.Varint();
        var remainingMs = (long)Math.Min(reader.Varint(), int.MaxValue);
        var key = reader.String();
        string? parent = null;
        string? state = null;
        if (flags.HasFlag(CallFlags.Trace))
        {
            parent = reader.String();
            state = reader.String();
        }

        var context = flags.HasFlag(CallFlags.Context)
            ? ImmutableDictionary.CreateRange(Codecs<List<KeyValuePair<string, object>>>.Instance.Read(reader))
            : null;
        return new CallEnvelope(
            method <= uint.MaxValue ? (uint)method : throw WireReader.Malformed("a method's number is too large"),
            remainingMs, key, flags.HasFlag(CallFlags.FromTurn), parent, state, context);
    }
}
