namespace System.Runtime.CompilerServices;

/// <summary>Read by the runtime, by name: lets the assembly it stands on use another one's internal types. The emitted
/// assemblies need it for grain interfaces that are not public.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
