using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace Tripline.Streams.Kafka;

/// <summary>Finds librdkafka, the native library under the Kafka client. Nothing is loaded before a Kafka client is
/// made, so a silo on the embedded log does not need it.</summary>
internal static class KafkaLibrary
{
    /// <summary>The name under which the library is asked for.</summary>
    public const string Name = "librdkafka";

    // As packages for running, and not for building, install it.
    private const string VersionedName = "librdkafka.so.1";

    private static readonly Lazy<string?> Problem = new(Load);
    private static nint _found;

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
        // Our own calls must reach the same copy of the library as the client's.
        NativeLibrary.SetDllImportResolver(typeof(KafkaLibrary).Assembly, ResolveOwn);
        try
        {
            return Library.IsLoaded || Library.Load() ? null : Missing("it cannot be used");
        }
        catch (Exception exception) when (exception is DllNotFoundException or FileLoadException
            or InvalidOperationException or TypeInitializationException)
        {
            return Missing(exception.Message);
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (!name.Contains(Name, StringComparison.Ordinal))
        {
            return 0;
        }

        if (NativeLibrary.TryLoad(name, assembly, searchPath, out var found)
            || NativeLibrary.TryLoad(VersionedName, out found))
        {
            _found = found;
            return found;
        }

        return 0;
    }

    private static nint ResolveOwn(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == Name ? _found : 0;

    private static string Missing(string reason) =>
        $"Streams on Kafka need the native library librdkafka, which could not be loaded ({reason}). Install it "
        + "(Debian and Ubuntu: apt-get install librdkafka1; Fedora: dnf install librdkafka; macOS: brew install "
        + "librdkafka), or build with -p:UseSystemLibrdkafka=false to restore it as a package.";
}
