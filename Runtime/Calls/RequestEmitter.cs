using System.Reflection;
using System.Reflection.Emit;

namespace Tripline.Runtime.Calls;

/// <summary>Emits the class of requests of a grain method: a field for each argument, and the call itself.</summary>
internal static class RequestEmitter
{
    private const BindingFlags AnyInstance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private const string MethodField = "Target";

    /// <summary>The field that holds the argument of that index.</summary>
    internal static string FieldName(int index) => $"Argument{index}";

    /// <summary>Emits and loads the class. Call under the gate.</summary>
    internal static GrainMethod Emit(Type grainInterface, MethodInfo method)
    {
        var result = GrainMethodForm.ResultOf(method);
        var parent = result is null ? typeof(VoidRequest) : typeof(ValueRequest<>).MakeGenericType(result);
        var type = EmittedAssemblies.DefineType(
            grainInterface.Assembly, $"{method.DeclaringType!.Name}.{method.Name}", parent);
        type.DefineDefaultConstructor(MethodAttributes.Public);
        var fields = method.GetParameters()
            .Select((parameter, index) =>
                type.DefineField(FieldName(index), parameter.ParameterType, FieldAttributes.Public))
            .ToArray();
        var target = type.DefineField(
            MethodField, typeof(GrainMethod), FieldAttributes.Public | FieldAttributes.Static);
        EmitMethodProperty(type, target);
        EmitCall(type, method, fields);
        if (fields.FirstOrDefault(field => field.FieldType == typeof(CancellationToken)) is { } cancellation)
        {
            EmitCancellation(type, cancellation);
        }

        var loaded = type.CreateType();
        var described = new GrainMethod(grainInterface, method, loaded);
        loaded.GetField(MethodField)!.SetValue(null, described);
        return described;
    }

    private static void EmitMethodProperty(TypeBuilder type, FieldBuilder target)
    {
        var il = Override(type, typeof(GrainRequest).GetProperty(nameof(GrainRequest.Method), AnyInstance)!.GetMethod!);
        il.Emit(OpCodes.Ldsfld, target);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitCancellation(TypeBuilder type, FieldBuilder cancellation)
    {
        var il = Override(
            type, typeof(GrainRequest).GetProperty(nameof(GrainRequest.Cancellation), AnyInstance)!.GetMethod!);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, cancellation);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitCall(TypeBuilder type, MethodInfo method, FieldBuilder[] fields)
    {
        var il = Override(type, typeof(GrainRequest).GetMethod(nameof(GrainRequest.Call), AnyInstance)!);
        // No cast: the grain's class implements the interface, or there would be no reference.
        il.Emit(OpCodes.Ldarg_1);
        foreach (var field in fields)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
        }

        il.Emit(OpCodes.Callvirt, method);
        if (method.ReturnType.IsValueType)
        {
            var pending = il.DeclareLocal(method.ReturnType);
            il.Emit(OpCodes.Stloc, pending);
            il.Emit(OpCodes.Ldloca, pending);
            il.Emit(OpCodes.Call, method.ReturnType.GetMethod(nameof(ValueTask.AsTask))!);
        }

        il.Emit(OpCodes.Ret);
    }

    private static ILGenerator Override(TypeBuilder type, MethodInfo inherited)
    {
        var method = type.DefineMethod(
            inherited.Name, (inherited.Attributes & MethodAttributes.MemberAccessMask) | MethodAttributes.Virtual
                | MethodAttributes.HideBySig,
            inherited.ReturnType, [.. inherited.GetParameters().Select(parameter => parameter.ParameterType)]);
        type.DefineMethodOverride(method, inherited);
        return method.GetILGenerator();
    }
}
