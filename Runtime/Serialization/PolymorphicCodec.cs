using System.Collections.Concurrent;
using Tripline.Runtime.Copying;

namespace Tripline.Runtime.Serialization;

/// <summary>The codec of a type whose values may be of derived types: a block with the type's name as field 0 and the value
/// as field 1.</summary>
internal sealed class PolymorphicCodec<T> : Codec<T>
{
    private static readonly ConcurrentDictionary<Type, ValueCodec> ByType = new();

    /// <inheritdoc/>
    internal override WireKind Kind => WireKind.Block;

    /// <inheritdoc/>
    internal override void Write(WireWriter writer, T value)
    {
        var codec = Of(value!.GetType());
        var begin = writer.BeginBlock();
        Fields.Write(writer, 0, codec.Name);
        codec.Write(writer, value);
        writer.EndBlock(begin);
    }

    /// <inheritdoc/>
    internal override T Read(WireReader reader)
    {
        var outer = reader.EnterBlock();
        string? name = null;
        T? value = default;
        while (reader.NextField())
        {
            switch (reader.FieldId)
            {
                case 0:
                    name = Fields.Read<string>(reader);
                    break;
                case 1 when name is not null:
                    value = ReadValue(reader, name);
                    break;
                default:
                    reader.SkipField();
                    break;
            }
        }

        reader.LeaveBlock(outer);
        return value is null ? throw WireReader.Malformed($"a {typeof(T)} has no value") : value;
    }

    private static T ReadValue(WireReader reader, string name)
    {
        var type = WireTypes.Find(name)
            ?? throw WireReader.Malformed($"the type '{name}' is not known here; the other silo may be of a later version");
        return type.IsAssignableTo(typeof(T))
            ? Of(type).Read(reader)
            : throw WireReader.Malformed($"a '{name}' is where a {typeof(T)} is expected");
    }

    private static ValueCodec Of(Type type) => ByType.GetOrAdd(type, static type =>
    {
        if (type.IsAssignableTo(typeof(IAddressable)))
        {
            throw new NotSupportedException("A reference to a grain does not travel between silos; pass its key.");
        }

        var name = WireTypes.NameOf(type);
        return (ValueCodec)Activator.CreateInstance(
            typeof(ValueCodec<>).MakeGenericType(typeof(T), type), [name, MakeCodec(type)])!;
    });

    // A type that is open itself is written by its members here: its name says that it is exactly that.
    private static object MakeCodec(Type type) => CopierFactory.TravelsByMembers(type)
        ? Reflected.New(typeof(MemberCodec<>), type)
        : CodecFactory.Create(type);

    private abstract class ValueCodec(string name)
    {
        internal string Name => name;

        internal abstract void Write(WireWriter writer, T value);

        internal abstract T Read(WireReader reader);
    }

    private sealed class ValueCodec<TValue>(string name, Codec<TValue> codec) : ValueCodec(name)
        where TValue : T
    {
        internal override void Write(WireWriter writer, T value)
        {
            writer.Tag(1, codec.Kind);
            codec.Write(writer, (TValue)value!);
        }

        internal override T Read(WireReader reader)
        {
            reader.Expect(codec.Kind);
            return codec.Read(reader);
        }
    }
}
