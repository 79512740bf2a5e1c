using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Tripline.Runtime.Serialization;

/// <summary>Emits methods that write and read an object member by member, as a rule without running its constructors.</summary>
internal static class MemberEmitter
{
    private const BindingFlags AnyMember =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly MethodInfo WriteField = typeof(Fields).GetMethod(nameof(Fields.Write), AnyMember)!;
    private static readonly MethodInfo ReadField = typeof(Fields).GetMethod(nameof(Fields.Read), AnyMember)!;
    private static readonly MethodInfo NextField = typeof(WireReader).GetMethod(nameof(WireReader.NextField), AnyMember)!;
    private static readonly MethodInfo SkipField = typeof(WireReader).GetMethod(nameof(WireReader.SkipField), AnyMember)!;
    private static readonly MethodInfo FieldId =
        typeof(WireReader).GetProperty(nameof(WireReader.FieldId), AnyMember)!.GetMethod!;

    /// <summary>An <c>Action&lt;WireWriter, T&gt;</c>; T is the type, or one that it derives from.</summary>
    internal static Delegate EmitWrite(Type type, IReadOnlyList<WireMember> members, Type parameter)
    {
        var method = new DynamicMethod(
            $"Write {type.Name}", null, [typeof(WireWriter), parameter], typeof(MemberEmitter).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        foreach (var member in members)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, (int)member.Id);
            il.Emit(type.IsValueType ? OpCodes.Ldarga : OpCodes.Ldarg, (short)1);
            il.Emit(OpCodes.Ldfld, member.Field);
            il.Emit(OpCodes.Call, WriteField.MakeGenericMethod(member.Field.FieldType));
        }

        il.Emit(OpCodes.Ret);
        return method.CreateDelegate(typeof(Action<,>).MakeGenericType(typeof(WireWriter), parameter));
    }

    /// <summary>A <c>Func&lt;WireReader, T&gt;</c> that reads to the end of the block; T is the type, or one that it derives
    /// from. The constructor is run only where it is given.</summary>
    internal static Delegate EmitRead(
        Type type, IReadOnlyList<WireMember> members, Type result, ConstructorInfo? constructor = null)
    {
        var method = new DynamicMethod(
            $"Read {type.Name}", result, [typeof(WireReader)], typeof(MemberEmitter).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        var made = il.DeclareLocal(type);
        var id = il.DeclareLocal(typeof(uint));
        if (constructor is null)
        {
            EmitMake(il, type, made);
        }
        else
        {
            il.Emit(OpCodes.Newobj, constructor);
            il.Emit(OpCodes.Stloc, made);
        }

        var next = il.DefineLabel();
        var end = il.DefineLabel();
        il.MarkLabel(next);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, NextField);
        il.Emit(OpCodes.Brfalse, end);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, FieldId);
        il.Emit(OpCodes.Stloc, id);
        foreach (var member in members)
        {
            var other = il.DefineLabel();
            il.Emit(OpCodes.Ldloc, id);
            il.Emit(OpCodes.Ldc_I4, (int)member.Id);
            il.Emit(OpCodes.Bne_Un, other);
            il.Emit(type.IsValueType ? OpCodes.Ldloca : OpCodes.Ldloc, made);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Call, ReadField.MakeGenericMethod(member.Field.FieldType));
            il.Emit(OpCodes.Stfld, member.Field);
            il.Emit(OpCodes.Br, next);
            il.MarkLabel(other);
        }

        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, SkipField);
        il.Emit(OpCodes.Br, next);
        il.MarkLabel(end);
        il.Emit(OpCodes.Ldloc, made);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate(typeof(Func<,>).MakeGenericType(typeof(WireReader), result));
    }

    private static void EmitMake(ILGenerator il, Type type, LocalBuilder made)
    {
        if (type.IsValueType)
        {
            il.Emit(OpCodes.Ldloca, made);
            il.Emit(OpCodes.Initobj, type);
            return;
        }

        il.Emit(OpCodes.Ldtoken, type);
        il.Emit(OpCodes.Call, typeof(Type).GetMethod(nameof(Type.GetTypeFromHandle))!);
        il.Emit(OpCodes.Call, typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.GetUninitializedObject))!);
        il.Emit(OpCodes.Castclass, type);
        il.Emit(OpCodes.Stloc, made);
    }
}
