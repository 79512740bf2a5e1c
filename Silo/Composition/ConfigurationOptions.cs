namespace Tripline.Silo.Composition;

/// <summary>Reads options from their sections.</summary>
internal static class ConfigurationOptions
{
    /// <summary>The options of a section, defaults where it says nothing.</summary>
    /// <exception cref="InvalidOperationException">A value cannot be read; the message names it.</exception>
    public static T Options<T>(this IConfiguration configuration, string section)
        where T : class, new() => configuration.GetSection(section).Get<T>() ?? new T();

    /// <summary>The folder of everything that must survive, as an absolute path.</summary>
    public static string DataPath(this IConfiguration configuration) =>
        Path.GetFullPath(configuration["Data:Path"] is { Length: > 0 } path ? path : "data");
}
