using System.Reflection;
using System.Reflection.Emit;
using Tripline.Runtime.Copying;
using Tripline.Runtime.Hosting;

namespace Tripline.Runtime.Calls;

/// <summary>Emits the class of references of a grain interface. Each method makes its request, fills in copies of the
/// arguments and sends it.</summary>
internal static class ProxyEmitter
{
    private static readonly MethodInfo SendVoid =
        Method(typeof(GrainReference), m => m.Name == nameof(GrainReference.Send) && !m.IsGenericMethod);

    private static readonly MethodInfo SendValue =
        Method(typeof(GrainReference), m => m.Name == nameof(GrainReference.Send) && m.IsGenericMethod);

    private static readonly MethodInfo SendOneWay =
        Method(typeof(GrainReference), m => m.Name == nameof(GrainReference.SendOneWay));

    private static readonly MethodInfo Copy = Method(typeof(DeepCopy), m => m.Name == nameof(DeepCopy.Of));

    /// <summary>Emits and loads the class; its constructor takes the grain's class and key. Adds the methods.</summary>
    /// <exception cref="NotSupportedException">A method has a form, or a type, that cannot travel.</exception>
    internal static Type Emit(Type grainInterface, List<GrainMethod> methods)
    {
        lock (EmittedAssemblies.Gate)
        {
            var type = EmittedAssemblies.DefineType(
                grainInterface.Assembly, $"{grainInterface.Name}Reference", typeof(GrainReference));
            type.AddInterfaceImplementation(grainInterface);
            EmitConstructor(type);
            foreach (var contract in grainInterface.GetInterfaces().Append(grainInterface))
            {
                foreach (var method in contract.GetMethods().Where(method => method.IsAbstract))
                {
                    GrainMethodForm.Check(method);
                    var described = RequestEmitter.Emit(grainInterface, method);
                    methods.Add(described);
                    EmitMethod(type, method, described.RequestType);
                }
            }

            return type.CreateType();
        }
    }

    private static void EmitConstructor(TypeBuilder type)
    {
        Type[] parameters = [typeof(GrainClass), typeof(string)];
        var il = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, parameters).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Call, typeof(GrainReference).GetConstructor(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, parameters)!);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitMethod(TypeBuilder type, MethodInfo method, Type request)
    {
        var parameters = method.GetParameters();
        var implementation = type.DefineMethod(
            $"{method.DeclaringType!.Name}.{method.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig,
            method.ReturnType, [.. parameters.Select(parameter => parameter.ParameterType)]);
        var il = implementation.GetILGenerator();
        var local = il.DeclareLocal(request);
        il.Emit(OpCodes.Newobj, request.GetConstructor(Type.EmptyTypes)!);
        il.Emit(OpCodes.Stloc, local);
        for (var index = 0; index < parameters.Length; index++)
        {
            il.Emit(OpCodes.Ldloc, local);
            il.Emit(OpCodes.Ldarg, index + 1);
            if (GrainMethodForm.NeedsCopy(parameters[index]))
            {
                il.Emit(OpCodes.Call, Copy.MakeGenericMethod(parameters[index].ParameterType));
            }

            il.Emit(OpCodes.Stfld, request.GetField(RequestEmitter.FieldName(index))!);
        }

        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldloc, local);
        EmitSend(il, method);
        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(implementation, method);
    }

    private static void EmitSend(ILGenerator il, MethodInfo method)
    {
        var result = GrainMethodForm.ResultOf(method);
        var send = result is not null ? SendValue.MakeGenericMethod(result)
            : method.IsDefined(typeof(OneWayAttribute)) ? SendOneWay
            : SendVoid;
        il.Emit(OpCodes.Call, send);
        if (method.ReturnType.IsValueType)
        {
            il.Emit(OpCodes.Newobj, method.ReturnType.GetConstructor([send.ReturnType])!);
        }
    }

    private static MethodInfo Method(Type type, Func<MethodInfo, bool> predicate) =>
        type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Single(predicate);
}
