using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace Tripline.Streams.Kafka;

/// <summary>Finds librdkafka, the native library under the Kafka client, among the files of its package. Nothing is
/// loaded before a Kafka client is made.</summary>
internal static class KafkaLibrary
{
    /// <summary>The name under which our own calls ask for the library.</summary>
    public const string Name = "librdkafka";

    // The first wants a version of Cyrus SASL that Debian has not, the second needs glibc only, the third musl only.
    private static readonly string[] Files = [Name, "centos8-librdkafka", "alpine-librdkafka"];

    private static readonly Lazy<string?> Problem = new(Load);
    private static nint _found;

    /// <summary>Loads the library, once in a process.</summary>
    /// <exception cref="InvalidOperationException">It cannot be loaded; the message says why.</exception>
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

    // The client would ask the system before it tries the package's second file, and take any version that it finds there.
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (_found == 0 && name.Contains(Name, StringComparison.Ordinal))
        {
            _ = Array.Exists(Files, file => NativeLibrary.TryLoad(
                file, assembly, DllImportSearchPath.AssemblyDirectory, out _found));
        }

        return name.Contains(Name, StringComparison.Ordinal) ? _found : 0;
    }

    private static nint ResolveOwn(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == Name ? _found : 0;

    private static string Missing(string reason) =>
        $"Streams on Kafka need the native library librdkafka, which could not be loaded ({reason}). The package "
        + "librdkafka.redist has it for Linux (x64, arm64 and s390x), macOS and Windows: publish for the machine's own "
        + "runtime identifier, and keep all files of the output together.";
}
