using Tripline.Runtime.Copying;

namespace Tripline.Runtime.Serialization;

/// <summary>Chooses how values of a type travel to another silo.</summary>
internal static class CodecFactory
{
    /// <summary>Checks that values of the type, and of what it is made of, travel.</summary>
    /// <exception cref="NotSupportedException">They do not; says which and what to do.</exception>
    internal static void Check(Type type) => Check(type, []);

    /// <summary>A <c>Codec&lt;T&gt;</c> of the type.</summary>
    /// <exception cref="NotSupportedException">The type does not travel.</exception>
    internal static object Create(Type type)
    {
        if (PlainCodecs.All.TryGetValue(type, out var plain))
        {
            return plain;
        }

        if (type.IsEnum)
        {
            return Reflected.New(typeof(EnumCodec<,>), type, type.GetEnumUnderlyingType());
        }

        if (CollectionCodecs.Knows(type))
        {
            return CollectionCodecs.Create(type);
        }

        if (IsGeneric(type, typeof(Nullable<>)))
        {
            return Reflected.New(typeof(NullableCodec<>), type.GetGenericArguments());
        }

        if (IsGeneric(type, typeof(Immutable<>)))
        {
            return Reflected.New(typeof(WrapperCodec<>), type.GetGenericArguments());
        }

        if (IsGeneric(type, typeof(KeyValuePair<,>)))
        {
            return Reflected.New(typeof(PairCodec<,>), type.GetGenericArguments());
        }

        if (type.IsAssignableTo(typeof(IAddressable)))
        {
            throw new NotSupportedException($"{type}: a reference to a grain does not travel between silos; pass its key");
        }

        if (CopierFactory.IsOpen(type))
        {
            return Reflected.New(typeof(PolymorphicCodec<>), type);
        }

        return CopierFactory.TravelsByMembers(type)
            ? Reflected.New(typeof(MemberCodec<>), type)
            : throw Unsupported(type);
    }

    private static void Check(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type))
        {
            return;
        }

        if (CollectionCodecs.Knows(type))
        {
            foreach (var item in CollectionCodecs.ItemTypes(type))
            {
                Check(item, seen);
            }
        }
        else if (IsGeneric(type, typeof(Nullable<>)) || IsGeneric(type, typeof(Immutable<>))
            || IsGeneric(type, typeof(KeyValuePair<,>)))
        {
            foreach (var argument in type.GetGenericArguments())
            {
                Check(argument, seen);
            }
        }
        else
        {
            Create(type);
            if (CopierFactory.IsOpen(type) && !type.IsAbstract && type != typeof(object))
            {
                WireTypes.NameOf(type);
            }

            if (CopierFactory.TravelsByMembers(type))
            {
                foreach (var member in WireMember.Of(type))
                {
                    Check(member.Field.FieldType, seen);
                }
            }
        }
    }

    private static bool IsGeneric(Type type, Type definition) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static NotSupportedException Unsupported(Type type) => new(
        $"{type} cannot travel between silos; mark it [GenerateSerializer], with an [Id] on each member that travels");
}
