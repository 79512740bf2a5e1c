using Tripline.Storage.Embedded;

namespace Tripline.Silo.Composition;

/// <summary>Adds the storage in the data folder.</summary>
internal static class DataFolderComposition
{
    public static void AddDataFolder(this WebApplicationBuilder builder) =>
        builder.Services.AddEmbeddedStorage(options =>
        {
            builder.Configuration.GetSection("Storage").Bind(options);
            options.DataPath = builder.Configuration.DataPath();
        });

    /// <summary>Locks and opens the data folder, before anything else touches it.</summary>
    /// <exception cref="IOException">The folder is in use, of a newer format, or cannot be read or written.</exception>
    public static void OpenDataFolder(this WebApplication app) =>
        app.Services.GetRequiredService<EmbeddedStorage>();
}
