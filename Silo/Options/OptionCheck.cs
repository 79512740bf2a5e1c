using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Tripline.Silo.Options;

/// <summary>Checks every option that is set against what its class allows, before anything is started with it.</summary>
internal static class OptionCheck
{
    /// <summary>What is wrong, a sentence an option; empty when nothing is.</summary>
    public static IReadOnlyList<string> Faults(IConfiguration configuration) =>
    [
        .. SiloOptionTable.Sections.SelectMany(section => section.Properties
            .SelectMany(property => Faults(configuration.GetSection(section.Key(property)), property))),
    ];

    private static IEnumerable<string> Faults(IConfigurationSection option, PropertyInfo property)
    {
        if (OptionSection.IsMany(property))
        {
            var type = ElementType(property.PropertyType);
            return option.GetChildren().Select(child => Fault(child.Path, child.Value, type, range: null)).OfType<string>();
        }

        return Fault(option.Path, option.Value, property.PropertyType, property.GetCustomAttribute<RangeAttribute>())
            is { } fault ? [fault] : [];
    }

    private static string? Fault(string key, string? text, Type type, RangeAttribute? range)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (string.IsNullOrEmpty(text) || type == typeof(string))
        {
            return null;
        }

        object value;
        try
        {
            value = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text)!;
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or NotSupportedException
            or OverflowException)
        {
            return $"{key} is '{text}'; it must be {Words(type)}.";
        }

        return range is null || range.IsValid(value)
            ? null
            : $"{key} is {text}; it must be from {OptionSection.Text(range.Minimum)} to {OptionSection.Text(range.Maximum)}.";
    }

    private static Type ElementType(Type many) => many.GenericTypeArguments is [.., var last] ? last : typeof(string);

    private static string Words(Type type) =>
        type == typeof(bool) ? "true or false"
        : type == typeof(TimeSpan) ? "a time such as 00:00:05, or 7.00:00:00 for seven days"
        : type == typeof(DateTimeOffset) ? "a point in time such as 2025-01-02T14:30Z"
        : type == typeof(double) ? "a number"
        : "a whole number";
}
