using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Tripline.Runtime.Hosting;

/// <summary>How the runtime hosts grains.</summary>
public sealed class RuntimeOptions
{
    private readonly HashSet<Type> _grainClasses = [];

    /// <summary>How long an activation may be idle before it is collected; positive.</summary>
    [Description("How long a grain may be idle before it leaves memory.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "365.00:00:00")]
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a caller waits for an answer where the method does not say otherwise; positive. A call fails at
    /// most <see cref="GrainHost.SweepPeriod"/> twice later than this.</summary>
    [Description("How long a caller waits for a grain.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long stopping waits for activations to end; positive.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a call waits for a silo to serve its partition, if it is not overdue before; positive. Without
    /// placement it means nothing.</summary>
    [Description("How long a call waits for a silo to serve its partition.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan TransitionTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether call times are sampled (1 call of 64).</summary>
    public bool SampleCallTimes { get; set; } = true;

    internal IReadOnlyCollection<Type> GrainClasses => _grainClasses;

    /// <summary>Adds every grain class of an assembly.</summary>
    public RuntimeOptions AddGrains(Assembly assembly)
    {
        foreach (var type in assembly.GetTypes())
        {
            if (type is { IsAbstract: false, IsGenericTypeDefinition: false } && type.IsSubclassOf(typeof(Grain)))
            {
                _grainClasses.Add(type);
            }
        }

        return this;
    }

    /// <summary>Adds one grain class.</summary>
    public RuntimeOptions AddGrain<TGrain>()
        where TGrain : Grain
    {
        _grainClasses.Add(typeof(TGrain));
        return this;
    }

    internal void Validate()
    {
        RequirePositive(CollectionAge, nameof(CollectionAge));
        RequirePositive(ResponseTimeout, nameof(ResponseTimeout));
        RequirePositive(ShutdownTimeout, nameof(ShutdownTimeout));
        RequirePositive(TransitionTimeout, nameof(TransitionTimeout));
    }

    private static void RequirePositive(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero)
        {
            throw new InvalidOperationException($"RuntimeOptions.{name} is {value}; it must be positive.");
        }
    }
}
