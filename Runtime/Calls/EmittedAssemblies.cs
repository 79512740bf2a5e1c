using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Tripline.Runtime.Calls;

/// <summary>Holds the emitted types: one module for each assembly with grain interfaces.</summary>
internal static class EmittedAssemblies
{
    private static readonly Dictionary<Assembly, ModuleBuilder> Modules = [];
    private static int s_count;

    /// <summary>Guards all emitting.</summary>
    internal static Lock Gate { get; } = new();

    /// <summary>A new type beside those of that assembly, with access to its internals. Call under the gate.</summary>
    internal static TypeBuilder DefineType(Assembly assembly, string name, Type parent)
    {
        if (!Modules.TryGetValue(assembly, out var module))
        {
            var builder = AssemblyBuilder.DefineDynamicAssembly(
                new AssemblyName($"{assembly.GetName().Name}.Calls"), AssemblyBuilderAccess.Run);
            AllowInternals(builder, typeof(EmittedAssemblies).Assembly);
            AllowInternals(builder, assembly);
            module = builder.DefineDynamicModule("Calls");
            Modules.Add(assembly, module);
        }

        return module.DefineType(
            $"{name}#{s_count++}", TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.Class, parent);
    }

    private static void AllowInternals(AssemblyBuilder builder, Assembly assembly) => builder.SetCustomAttribute(
        new CustomAttributeBuilder(
            typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!, [assembly.GetName().Name!]));
}
