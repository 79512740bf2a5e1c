using System.Collections.Concurrent;
using System.Linq.Expressions;
using Tripline.Runtime.Hosting;

namespace Tripline.Runtime.Calls;

/// <summary>Makes references for one grain interface; its class is emitted once a process.</summary>
internal sealed class GrainProxy
{
    private static readonly ConcurrentDictionary<Type, Lazy<GrainProxy>> Proxies = new();

    private GrainProxy(Type grainInterface)
    {
        var methods = new List<GrainMethod>();
        var type = ProxyEmitter.Emit(grainInterface, methods);
        Methods = methods;
        var grainClass = Expression.Parameter(typeof(GrainClass));
        var key = Expression.Parameter(typeof(string));
        Create = Expression.Lambda<Func<GrainClass, string, GrainReference>>(
            Expression.New(type.GetConstructors()[0], grainClass, key), grainClass, key).Compile();
    }

    /// <summary>The methods that the references have.</summary>
    internal IReadOnlyList<GrainMethod> Methods { get; }

    /// <summary>Makes a reference.</summary>
    internal Func<GrainClass, string, GrainReference> Create { get; }

    /// <summary>The proxy of that interface.</summary>
    /// <exception cref="NotSupportedException">A method has a form, or a type, that cannot travel.</exception>
    internal static GrainProxy Of(Type grainInterface) =>
        Proxies.GetOrAdd(grainInterface, static type => new Lazy<GrainProxy>(() => new GrainProxy(type))).Value;
}
