using System.Reflection;
using Tripline.Runtime.Copying;

namespace Tripline.Runtime.Serialization;

/// <summary>A field that travels, and its number on the wire.</summary>
internal readonly record struct WireMember(FieldInfo Field, uint Id)
{
    // Each class of a hierarchy numbers its own members, so those of derived ones are moved up.
    private const uint IdsPerLevel = 1_000_000;

    /// <summary>The members of a type; those of a tuple are numbered as they come.</summary>
    /// <exception cref="NotSupportedException">Two have the same number.</exception>
    internal static IReadOnlyList<WireMember> Of(Type type)
    {
        var fields = CopyRules.TravellingFields(type);
        var members = type.IsGenericType && CopyRules.IsTuple(type.GetGenericTypeDefinition())
            ? [.. fields.Select((field, index) => new WireMember(field, (uint)index))]
            : fields.Select(field => new WireMember(field, NumberOf(field))).OrderBy(member => member.Id).ToArray();
        for (var index = 1; index < members.Length; index++)
        {
            if (members[index].Id == members[index - 1].Id)
            {
                throw new NotSupportedException(
                    $"{members[index - 1].Field.Name} and {members[index].Field.Name} of {type} have the same [Id]");
            }
        }

        return members;
    }

    private static uint NumberOf(FieldInfo field)
    {
        var id = (field.GetCustomAttribute<IdAttribute>() ?? PropertyOf(field)!.GetCustomAttribute<IdAttribute>())!.Id;
        if (id >= IdsPerLevel)
        {
            throw new NotSupportedException($"{field.DeclaringType}: the [Id] {id} is not below {IdsPerLevel}");
        }

        var level = 0U;
        for (var parent = field.DeclaringType!.BaseType; parent is not null && parent != typeof(object)
            && parent != typeof(ValueType); parent = parent.BaseType)
        {
            level++;
        }

        return id + (level * IdsPerLevel);
    }

    private static PropertyInfo? PropertyOf(FieldInfo field) => field.DeclaringType!.GetProperty(
        field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)],
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
}
