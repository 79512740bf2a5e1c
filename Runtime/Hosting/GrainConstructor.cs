using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using Tripline.Runtime.Activations;
using Tripline.Runtime.State;
using Tripline.Storage;

namespace Tripline.Runtime.Hosting;

/// <summary>Makes instances of a grain class: states for its [PersistentState] parameters, services for the others.</summary>
internal sealed class GrainConstructor
{
    private readonly ConstructorInvoker _invoker;
    private readonly Func<GrainActivation, object?>[] _arguments;

    internal GrainConstructor(Type classType)
    {
        var constructors = classType.GetConstructors();
        if (constructors.Length != 1)
        {
            throw new InvalidOperationException(
                $"{classType} has {constructors.Length} public constructors; a grain class has one.");
        }

        _invoker = ConstructorInvoker.Create(constructors[0]);
        _arguments = [.. constructors[0].GetParameters().Select(ArgumentFor)];
    }

    /// <summary>Makes the grain of an activation.</summary>
    internal Grain Create(GrainActivation activation)
    {
        var arguments = new object?[_arguments.Length];
        for (var index = 0; index < arguments.Length; index++)
        {
            arguments[index] = _arguments[index](activation);
        }

        try
        {
            return (Grain)_invoker.Invoke(arguments.AsSpan());
        }
        catch (TargetInvocationException failure)
        {
            ExceptionDispatchInfo.Throw(failure.InnerException!);
            throw;
        }
    }

    private static Func<GrainActivation, object?> ArgumentFor(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } attribute)
        {
            return StateFor(parameter, attribute);
        }

        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { Key: { } key })
        {
            return activation => activation.Services.GetRequiredKeyedService(type, key);
        }

        return parameter.HasDefaultValue
            ? activation => activation.Services.GetService(type) ?? parameter.DefaultValue
            : activation => activation.Services.GetRequiredService(type);
    }

    private static Func<GrainActivation, object?> StateFor(ParameterInfo parameter, PersistentStateAttribute attribute)
    {
        var type = parameter.ParameterType;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new InvalidOperationException(
                $"{parameter.Member.DeclaringType}: '{parameter.Name}' has [PersistentState] but is no IPersistentState<T>.");
        }

        var stateType = typeof(PersistentState<>).MakeGenericType(type.GetGenericArguments());
        return activation =>
        {
            var storage = attribute.StorageName is { } name
                ? activation.Services.GetRequiredKeyedService<IGrainStorage>(name)
                : activation.Services.GetRequiredService<IGrainStorage>();
            var state = (PersistentStateBase)Activator.CreateInstance(stateType, activation, storage, attribute.StateName)!;
            activation.AddState(state);
            return state;
        };
    }
}
