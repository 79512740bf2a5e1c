using System.Collections.Concurrent;
using Tripline.Runtime.Hosting;

namespace Tripline.Runtime.Calls;

/// <summary>Gives references to the grains of one host, or by one host.</summary>
internal sealed class GrainFactory(GrainClassCatalog classes, IGrainDispatcher? dispatcher = null) : IGrainFactory
{
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), Target> _targets = new();

    /// <inheritdoc/>
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrEmpty(primaryKey);
        var (proxy, grainClass) = Default<TGrainInterface>(grainClassNamePrefix);
        var reference = proxy.Create(grainClass, primaryKey);
        if (dispatcher is not null)
        {
            reference.GoBy(dispatcher);
        }

        return (TGrainInterface)(object)reference;
    }

    private Target Default<TGrainInterface>(string? prefix)
    {
        if (!_targets.TryGetValue((typeof(TGrainInterface), prefix), out var target))
        {
            target = new Target(
                GrainProxy.Of(typeof(TGrainInterface)), classes.Implementation(typeof(TGrainInterface), prefix));
            _targets.TryAdd((typeof(TGrainInterface), prefix), target);
        }

        return target;
    }

    private readonly record struct Target(GrainProxy Proxy, GrainClass Class);
}
