using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Tripline.Runtime.Serialization;

namespace Tripline.Runtime.Remote;

/// <summary>Writes and reads what a grain threw: type, message, stack, inner exceptions, and the properties of our own
/// types.</summary>
internal static class ExceptionCodec
{
    private const int MaxDepth = 8;
    private const int MaxTextLength = 16 * 1024;

    private enum Field : uint
    {
        Type = 0,
        Message = 1,
        Stack = 2,
        Inner = 3,
        Property = 4,
    }

    /// <summary>Writes an exception as the fields of the present block.</summary>
    internal static void Write(WireWriter writer, Exception exception) => Write(writer, exception, depth: 0);

    /// <summary>Reads an exception from the fields up to the end of the present block.</summary>
    internal static Exception Read(WireReader reader)
    {
        var typeName = string.Empty;
        var message = string.Empty;
        string? stack = null;
        Exception? inner = null;
        var properties = new List<KeyValuePair<string, object>>();
        while (reader.NextField())
        {
            switch ((Field)reader.FieldId)
            {
                case Field.Type:
                    typeName = Fields.Read<string>(reader);
                    break;
                case Field.Message:
                    message = Fields.Read<string>(reader);
                    break;
                case Field.Stack:
                    stack = Fields.Read<string>(reader);
                    break;
                case Field.Inner:
                    reader.Expect(WireKind.Block);
                    var outer = reader.EnterBlock();
                    inner = Read(reader);
                    reader.LeaveBlock(outer);
                    break;
                case Field.Property:
                    properties.Add(Fields.Read<KeyValuePair<string, object>>(reader));
                    break;
                default:
                    reader.SkipField();
                    break;
            }
        }

        var exception = Make(typeName, message, inner, properties);
        if (stack is not null)
        {
            ExceptionDispatchInfo.SetRemoteStackTrace(exception, stack);
        }

        return exception;
    }

    private static void Write(WireWriter writer, Exception exception, int depth)
    {
        Fields.Write(writer, (uint)Field.Type, ExceptionTypes.NameOf(exception.GetType()));
        Fields.Write(writer, (uint)Field.Message, Travelling(exception.Message));
        if (exception.StackTrace is { } stack)
        {
            Fields.Write(writer, (uint)Field.Stack, Travelling(stack));
        }

        if (exception.InnerException is { } inner && depth < MaxDepth)
        {
            writer.Tag((uint)Field.Inner, WireKind.Block);
            var begin = writer.BeginBlock();
            Write(writer, inner, depth + 1);
            writer.EndBlock(begin);
        }

        foreach (var (property, _) in PropertiesOf(exception.GetType()))
        {
            if (property.GetValue(exception) is { } value && Simple(value) is { } simple)
            {
                Fields.Write(writer, (uint)Field.Property, KeyValuePair.Create(property.Name, simple));
            }
        }
    }

    private static Exception Make(
        string typeName, string message, Exception? inner, List<KeyValuePair<string, object>> properties)
    {
        if (ExceptionTypes.Find(typeName) is not { } type || New(type, message, inner) is not { } exception)
        {
            return new RemoteGrainException(typeName, message, inner);
        }

        if (exception.Message != message)
        {
            MessageOf(exception) = message;
        }

        foreach (var (property, field) in PropertiesOf(type))
        {
            var found = properties.Find(pair => pair.Key == property.Name);
            if (found.Value is { } value && Back(value, property.PropertyType) is { } back)
            {
                field.SetValue(exception, back);
            }
        }

        return exception;
    }

    // The one of two arguments first: some types of the framework take what is no message where there is one only.
    private static Exception? New(Type type, string message, Exception? inner) =>
        New(type, [typeof(string), typeof(Exception)], [message, inner])
        ?? (inner is null ? New(type, [typeof(string)], [message]) : null);

    private static Exception? New(Type type, Type[] parameters, object?[] arguments)
    {
        try
        {
            return (Exception?)type.GetConstructor(parameters)?.Invoke(arguments);
        }
        catch (Exception)
        {
            // A constructor that refuses what another silo says: another is tried, or it arrives as a RemoteGrainException.
            return null;
        }
    }

    private static IEnumerable<(PropertyInfo Property, FieldInfo Field)> PropertiesOf(Type type)
    {
        for (var level = type; level != typeof(Exception) && ExceptionTypes.IsOurs(level!); level = level.BaseType)
        {
            foreach (var property in level!.GetProperties(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            {
                if (level.GetField($"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic)
                    is { } field)
                {
                    yield return (property, field);
                }
            }
        }
    }

    private static object? Simple(object value) =>
        value is Enum ? Convert.ChangeType(value, Enum.GetUnderlyingType(value.GetType()), CultureInfo.InvariantCulture)
        : value is string text ? Travelling(text)
        : PlainCodecs.All.ContainsKey(value.GetType()) ? value
        : null;

    private static object? Back(object value, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum && value.GetType() == type.GetEnumUnderlyingType() ? Enum.ToObject(type, value)
            : type.IsInstanceOfType(value) ? value
            : null;
    }

    // What a text says of a failure must travel, whatever is in it.
    private static string Travelling(string text)
    {
        text = text.Length > MaxTextLength ? string.Concat(text.AsSpan(0, MaxTextLength), "…") : text;
        return System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    private static extern ref string? MessageOf(Exception exception);
}
