using System.Collections.Concurrent;
using System.Reflection;

namespace Tripline.Runtime.Copying;

/// <summary>Copies values whose own type is known only when they are passed.</summary>
internal static class PolymorphicCopier
{
    private static readonly ConcurrentDictionary<Type, Func<object, object>> Copiers = new();

    internal static T Copy<T>(T source) =>
        source is IAddressable ? Reference(source) : (T)Copiers.GetOrAdd(source!.GetType(), Make)(source);

    private static T Reference<T>(T source) => source is Calls.GrainReference
        ? source
        : throw new ArgumentException(
            $"{source!.GetType()} is a grain itself; pass a reference to it, from GrainFactory.GetGrain.",
            nameof(source));

    private static Func<object, object> Make(Type type)
    {
        if (CopyRules.IsSafeToShare(type))
        {
            return static value => value;
        }

        if (!CopierFactory.TravelsByMembers(type))
        {
            return Adapt(type, CopierFactory.IsOpen(type)
                ? throw CopierFactory.Unsupported(type)
                : CopierFactory.Create(type));
        }

        return Adapt(type, MemberCopier.Create(type));
    }

    private static Func<object, object> Adapt(Type type, Delegate copier) =>
        (Func<object, object>)typeof(PolymorphicCopier)
            .GetMethod(nameof(AdaptTo), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(type)
            .Invoke(null, [copier])!;

    private static Func<object, object> AdaptTo<T>(Func<T, T> copier) => value => copier((T)value)!;
}
