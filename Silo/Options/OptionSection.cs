using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace Tripline.Silo.Options;

/// <summary>One section of the configuration and the class that holds its options. What the class says of them, by
/// attributes and by the values of a new instance, is what help shows and what is checked at start.</summary>
/// <param name="Name">The section, for instance <c>TickStream</c>.</param>
/// <param name="Type">The class.</param>
internal sealed record OptionSection(string Name, Type Type)
{
    // A time without seconds reads as well.
    private const string MinuteForm = "yyyy-MM-ddTHH:mmK";

    /// <summary>The properties that are options, in the order in which the class has them.</summary>
    public IReadOnlyList<PropertyInfo> Properties { get; } = [.. Type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(static property => property.IsDefined(typeof(DescriptionAttribute)))
        .OrderBy(static property => property.MetadataToken)];

    /// <summary>The options, as help shows them.</summary>
    public IEnumerable<SiloOption> Options()
    {
        var defaults = Activator.CreateInstance(Type);
        foreach (var property in Properties)
        {
            var meaning = property.GetCustomAttribute<DescriptionAttribute>()!.Description;
            var value = property.GetValue(defaults);
            yield return IsMany(property)
                ? new SiloOption($"{Key(property)}:{SiloOption.Open}", Text(value), meaning)
                : new SiloOption(Key(property), Text(value), meaning);
        }
    }

    /// <summary>The option's key.</summary>
    public string Key(PropertyInfo property) => $"{Name}:{property.Name}";

    /// <summary>Whether the property stands for all options that begin with its key.</summary>
    public static bool IsMany(PropertyInfo property) =>
        property.PropertyType != typeof(string) && typeof(IEnumerable).IsAssignableFrom(property.PropertyType);

    /// <summary>A value as one writes it on the command line.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        TimeSpan { Ticks: var ticks } time when ticks % TimeSpan.TicksPerSecond != 0 =>
            time.ToString("c", CultureInfo.InvariantCulture).TrimEnd('0'),
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString(MinuteForm, CultureInfo.InvariantCulture),
        IEnumerable<KeyValuePair<int, TimeSpan>> pairs => string.Join(' ', pairs.Select(pair => $"{pair.Key}={Text(pair.Value)}")),
        string text => text,
        IEnumerable => "",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
