using System.Reflection;

namespace Tripline.Runtime.Serialization;

/// <summary>Calls generic methods with types that are known only when the program runs.</summary>
internal static class Reflected
{
    /// <summary>Calls a static method that is not public.</summary>
    internal static object Call(Type owner, string method, Type[] types, params object[] arguments) => owner
        .GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!
        .MakeGenericMethod(types)
        .Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;

    /// <summary>Makes an instance of a generic class.</summary>
    internal static object New(Type definition, params Type[] types) => definition
        .MakeGenericType(types)
        .GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, Type.EmptyTypes)!
        .Invoke(BindingFlags.DoNotWrapExceptions, null, null, null);
}
