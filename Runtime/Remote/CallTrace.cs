using System.Collections.Immutable;
using System.Diagnostics;

namespace Tripline.Runtime.Remote;

/// <summary>Carries the trace of a call from another silo, as W3C's trace context says, on with all that the call causes.
/// </summary>
internal static class CallTrace
{
    /// <summary>Activities of calls between silos.</summary>
    internal const string SourceName = "Tripline.Runtime";

    // Grains choose the other keys; none has a zero in it.
    private const string ContextKey = "\0trace";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The trace that a call made now belongs to.</summary>
    internal static Activity? Of(ImmutableDictionary<string, object>? context) =>
        Activity.Current ?? context?.GetValueOrDefault(ContextKey) as Activity;

    /// <summary>Whether a value of the context is the trace and travels as such.</summary>
    internal static bool IsTrace(string key) => key == ContextKey;

    /// <summary>Begins an activity for a call that came with a trace; null when its trace cannot be read.</summary>
    internal static Activity? Begin(string method, string parent, string? state)
    {
        if (!ActivityContext.TryParse(parent, state, isRemote: true, out var context))
        {
            return null;
        }

        var before = Activity.Current;
        var activity = Source.CreateActivity(method, ActivityKind.Server, context)
            ?? new Activity(method).SetParentId(context.TraceId, context.SpanId, context.TraceFlags);
        activity.TraceStateString = state;
        activity.Start();
        Activity.Current = before;
        return activity;
    }

    /// <summary>The context with a trace in it.</summary>
    internal static ImmutableDictionary<string, object> With(
        ImmutableDictionary<string, object>? context, Activity activity) =>
        (context ?? ImmutableDictionary<string, object>.Empty).SetItem(ContextKey, activity);

    /// <summary>Makes the trace in the context, if any, that of what runs now.</summary>
    internal static void Resume(ImmutableDictionary<string, object> context)
    {
        if (context.TryGetValue(ContextKey, out var activity))
        {
            Activity.Current = (Activity)activity;
        }
    }
}
