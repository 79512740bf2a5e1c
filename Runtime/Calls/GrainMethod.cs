using System.Reflection;
using Tripline.Runtime.Activations;
using Tripline.Runtime.Remote;

namespace Tripline.Runtime.Calls;

/// <summary>What the runtime knows of a method of a grain's interface.</summary>
internal sealed class GrainMethod
{
    internal GrainMethod(Type grainInterface, MethodInfo method, Type requestType)
    {
        Interface = grainInterface;
        RequestType = requestType;
        Method = method;
        Name = $"{method.DeclaringType!.Name}.{method.Name}";
        Mode = method.IsDefined(typeof(AlwaysInterleaveAttribute)) ? TurnMode.Interleaved
            : method.IsDefined(typeof(ReadOnlyAttribute)) ? TurnMode.ReadOnly
            : TurnMode.Exclusive;
        IsOneWay = method.IsDefined(typeof(OneWayAttribute));
        HasCancellation = method.GetParameters().Any(p => p.ParameterType == typeof(CancellationToken));
        var timeout = (method.GetCustomAttribute<ResponseTimeoutAttribute>()
            ?? method.DeclaringType.GetCustomAttribute<ResponseTimeoutAttribute>())?.Timeout;
        TimeoutMs = timeout is { } time ? (long)time.TotalMilliseconds : 0;
    }

    internal Type Interface { get; }

    internal MethodInfo Method { get; }

    /// <summary>The emitted class of its requests.</summary>
    internal Type RequestType { get; }

    /// <summary>How its calls travel to other silos; made when it is first asked for.</summary>
    internal RemoteMethod Remote => field ??= new RemoteMethod(this);

    /// <summary>The interface's and the method's name, for messages.</summary>
    internal string Name { get; }

    internal TurnMode Mode { get; }

    internal bool IsOneWay { get; }

    internal bool HasCancellation { get; }

    /// <summary>How long a caller waits; 0 for the host's default.</summary>
    internal long TimeoutMs { get; }
}
