using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Tripline.Runtime.Copying;

/// <summary>Makes copiers that copy an object member by member, without running its constructors.</summary>
internal static class MemberCopier
{
    private static readonly MethodInfo CopyMember =
        typeof(DeepCopy).GetMethod(nameof(DeepCopy.Of), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>A <c>Func&lt;T, T&gt;</c> for exactly that type.</summary>
    internal static Delegate Create(Type type)
    {
        var method = new DynamicMethod($"Copy {type.Name}", type, [type], typeof(MemberCopier).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        var copy = il.DeclareLocal(type);
        if (type.IsValueType)
        {
            il.Emit(OpCodes.Ldloca, copy);
            il.Emit(OpCodes.Initobj, type);
        }
        else
        {
            il.Emit(OpCodes.Ldtoken, type);
            il.Emit(OpCodes.Call, typeof(Type).GetMethod(nameof(Type.GetTypeFromHandle))!);
            il.Emit(OpCodes.Call, typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.GetUninitializedObject))!);
            il.Emit(OpCodes.Castclass, type);
            il.Emit(OpCodes.Stloc, copy);
        }

        foreach (var field in CopyRules.TravellingFields(type))
        {
            il.Emit(type.IsValueType ? OpCodes.Ldloca : OpCodes.Ldloc, copy);
            il.Emit(type.IsValueType ? OpCodes.Ldarga : OpCodes.Ldarg, (short)0);
            il.Emit(OpCodes.Ldfld, field);
            if (!field.IsDefined(typeof(ImmutableAttribute)) && !CopyRules.IsSafeToShare(field.FieldType))
            {
                il.Emit(OpCodes.Call, CopyMember.MakeGenericMethod(field.FieldType));
            }

            il.Emit(OpCodes.Stfld, field);
        }

        il.Emit(OpCodes.Ldloc, copy);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate(typeof(Func<,>).MakeGenericType(type, type));
    }
}
