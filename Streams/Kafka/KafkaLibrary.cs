using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace Tripline.Streams.Kafka;

/// <summary>Finds librdkafka, the native library under the Kafka client. Nothing is loaded before a Kafka client is
/// made, so a silo on the embedded log does not need it.</summary>
internal static class KafkaLibrary
{
    private const string Name = "librdkafka";

    // With the version, as packages for running and not for building install it.
    private const string VersionedName = "librdkafka.so.1";

    private static readonly Lazy<string?> Problem = new(Load);

    /// <summary>Loads the library, once in a process.</summary>
    /// <exception cref="InvalidOperationException">It is not installed; the message says what to install.</exception>
    public static void Require()
    {
        if (Problem.Value is { } problem)
        {
            throw new InvalidOperationException(problem);
        }
    }

    private static string? Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(Library).Assembly, Resolve);
        try
        {
            // Its name on all platforms: the client picks among names for Linux distributions by trying them.
            return Library.IsLoaded || Library.Load(null!) ? null : Missing("it was refused");
        }
        catch (Exception exception) when (exception is DllNotFoundException or FileLoadException or InvalidOperationException
            or TypeInitializationException)
        {
            return Missing(exception.Message);
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        !name.StartsWith(Name, StringComparison.Ordinal) ? 0
        : NativeLibrary.TryLoad(name, assembly, searchPath, out var found) ? found
        : NativeLibrary.TryLoad(VersionedName, out found) ? found
        : 0;

    private static string Missing(string reason) =>
        $"Streams on Kafka need the native library librdkafka, which could not be loaded ({reason}). Install it "
        + "(Debian and Ubuntu: apt-get install librdkafka1; Fedora: dnf install librdkafka; macOS: brew install "
        + "librdkafka), or build with -p:UseSystemLibrdkafka=false to restore it as a package.";
}
