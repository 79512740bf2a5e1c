using Tripline.Runtime.Remote;

namespace Tripline.Runtime.Hosting;

/// <summary>The grain classes of a host, found by interface and by stream namespace.</summary>
internal sealed class GrainClassCatalog
{
    private readonly Dictionary<Type, List<GrainClass>> _byInterface = [];
    private readonly Dictionary<string, List<GrainClass>> _byNamespace = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GrainClass> _byName = new(StringComparer.Ordinal);

    internal GrainClassCatalog(GrainHost host, IEnumerable<Type> classTypes)
    {
        foreach (var type in classTypes)
        {
            var grainClass = new GrainClass(host, type);
            if (!_byName.TryAdd(grainClass.Name, grainClass))
            {
                throw new InvalidOperationException(
                    $"{type} and {_byName[grainClass.Name].ClassType} have the same grain type name '{grainClass.Name}'.");
            }

            foreach (var grainInterface in type.GetInterfaces().Where(i => i.IsAssignableTo(typeof(IGrainWithStringKey))))
            {
                AddTo(_byInterface, grainInterface, grainClass);
            }

            foreach (var streamNamespace in grainClass.StreamNamespaces)
            {
                AddTo(_byNamespace, streamNamespace, grainClass);
            }
        }
    }

    internal IReadOnlyCollection<GrainClass> All => _byName.Values;

    internal GrainClass? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Checks that every method of every grain's interface can be called from another silo.</summary>
    /// <exception cref="NotSupportedException">One cannot; says why and what to do.</exception>
    internal void CheckRemoteCalls()
    {
        foreach (var grainInterface in _byInterface.Keys.Where(type => type != typeof(IGrainWithStringKey)))
        {
            RemoteMethod.Check(grainInterface);
        }
    }

    internal IReadOnlyList<GrainClass> Subscribers(string? streamNamespace) =>
        streamNamespace is not null && _byNamespace.TryGetValue(streamNamespace, out var classes) ? classes : [];

    /// <exception cref="ArgumentException">No class, or more than one, implements the interface.</exception>
    internal GrainClass Implementation(Type grainInterface, string? classNamePrefix)
    {
        var classes = _byInterface.GetValueOrDefault(grainInterface) ?? [];
        var matching = classNamePrefix is null
            ? classes
            : classes.FindAll(c => c.ClassType.FullName!.StartsWith(classNamePrefix, StringComparison.Ordinal)
                || c.ClassType.Name.StartsWith(classNamePrefix, StringComparison.Ordinal));
        return matching.Count == 1
            ? matching[0]
            : throw new ArgumentException(
                $"{matching.Count} grain classes implement {grainInterface}"
                + (classNamePrefix is null ? "" : $" and start with '{classNamePrefix}'")
                + "; it should be one. Add its assembly with RuntimeOptions.AddGrains.", nameof(grainInterface));
    }

    private static void AddTo<TKey>(Dictionary<TKey, List<GrainClass>> index, TKey key, GrainClass grainClass)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var classes))
        {
            index.Add(key, classes = []);
        }

        classes.Add(grainClass);
    }
}
