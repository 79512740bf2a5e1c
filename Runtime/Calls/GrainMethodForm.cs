using System.Reflection;
using Tripline.Runtime.Copying;

namespace Tripline.Runtime.Calls;

/// <summary>What a grain method may look like.</summary>
internal static class GrainMethodForm
{
    /// <summary>Checks that a call of the method can be made.</summary>
    /// <exception cref="NotSupportedException">It cannot; says why and what to do.</exception>
    internal static void Check(MethodInfo method)
    {
        if (method.IsGenericMethod || method.IsSpecialName)
        {
            throw Unsupported(method, "is generic or a property; a grain interface has plain methods only");
        }

        var returnType = method.ReturnType.IsGenericType
            ? method.ReturnType.GetGenericTypeDefinition()
            : method.ReturnType;
        if (returnType != typeof(Task) && returnType != typeof(Task<>)
            && returnType != typeof(ValueTask) && returnType != typeof(ValueTask<>))
        {
            throw Unsupported(method, "does not return Task, Task<T>, ValueTask or ValueTask<T>");
        }

        if (method.IsDefined(typeof(OneWayAttribute)) && ResultOf(method) is not null)
        {
            throw Unsupported(method, "is [OneWay] but has a result");
        }

        foreach (var parameter in method.GetParameters())
        {
            if (parameter.ParameterType.IsByRef || parameter.ParameterType.IsByRefLike)
            {
                throw Unsupported(method, $"takes '{parameter.Name}' by reference");
            }

            if (NeedsCopy(parameter))
            {
                CheckCopy(method, parameter.ParameterType);
            }
        }

        if (ResultOf(method) is { } result)
        {
            CheckCopy(method, result);
        }
    }

    /// <summary>The type of the method's result; null when it has none.</summary>
    internal static Type? ResultOf(MethodInfo method) =>
        method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : null;

    /// <summary>Whether the argument is copied for the grain.</summary>
    internal static bool NeedsCopy(ParameterInfo parameter) =>
        !parameter.IsDefined(typeof(ImmutableAttribute)) && !CopyRules.IsSafeToShare(parameter.ParameterType);

    private static void CheckCopy(MethodInfo method, Type type)
    {
        try
        {
            CopierFactory.Check(type);
        }
        catch (NotSupportedException failure)
        {
            throw Unsupported(method, failure.Message);
        }
    }

    private static NotSupportedException Unsupported(MethodInfo method, string reason) =>
        new($"{method.DeclaringType!.Name}.{method.Name}: {reason}.");
}
