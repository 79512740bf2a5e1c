using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Tripline.Tests.Integration.Support;

/// <summary>Debian's kcat: a producer that knows nothing of this project.</summary>
internal static class Kcat
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    /// <summary>Produces keyed records; all are acknowledged on completion.</summary>
    /// <exception cref="InvalidOperationException">kcat is not there, or failed.</exception>
    public static async Task ProduceAsync(KafkaServer server, string topic, IEnumerable<(string Key, string Value)> records)
    {
        using var kcat = Launch(server, topic);
        foreach (var (key, value) in records)
        {
            await kcat.StandardInput.WriteAsync($"{key}\t{value}\n");
        }

        await EndAsync(kcat);
    }

    /// <summary>Starts a producer that reads <c>key TAB value</c> lines from its input.</summary>
    /// <param name="server">The broker.</param>
    /// <param name="topic">Where to.</param>
    /// <param name="isPatient">Whether it waits for a broker that goes away and keeps the order of the records then; one
    /// whose acknowledgement is lost can be in the topic twice.</param>
    public static Process Launch(KafkaServer server, string topic, bool isPatient = false)
    {
        string[] words =
        [
            "-P", "-b", server.BootstrapServers, "-t", topic, "-K", "\t", "-X", "partitioner=murmur2_random",
            .. isPatient
                ? (string[])["-E", "-X", "acks=all", "-X", "max.in.flight.requests.per.connection=1"]
                : [],
        ];
        return Start(words);
    }

    /// <summary>All records of a topic: partition, offset and value.</summary>
    /// <exception cref="InvalidOperationException">kcat is not there, or failed.</exception>
    public static async Task<IReadOnlyList<(int Partition, long Offset, string Value)>> ConsumeAsync(
        KafkaServer server, string topic)
    {
        using var kcat = Start(
            "-C", "-e", "-q", "-o", "beginning", "-b", server.BootstrapServers, "-t", topic, "-f", "%p %o %s\\n");
        kcat.StandardInput.Close();
        var errors = kcat.StandardError.ReadToEndAsync();
        var records = new List<(int, long, string)>();
        while (await kcat.StandardOutput.ReadLineAsync() is { } line)
        {
            var parts = line.Split(' ', 3);
            records.Add((
                int.Parse(parts[0], CultureInfo.InvariantCulture),
                long.Parse(parts[1], CultureInfo.InvariantCulture),
                parts[2]));
        }

        await CheckAsync(kcat, errors);
        return records;
    }

    /// <summary>Ends the input and waits until all is acknowledged.</summary>
    public static async Task EndAsync(Process kcat)
    {
        kcat.StandardInput.Close();
        await CheckAsync(kcat, kcat.StandardError.ReadToEndAsync());
    }

    private static Process Start(params string[] words)
    {
        string[] all =
        [
            .. words, .. KafkaServer.ClientOptions.SelectMany(option => (string[])["-X", $"{option.Key}={option.Value}"]),
        ];
        var start = new ProcessStartInfo("kcat", all)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception fault)
        {
            throw new InvalidOperationException("There is no kcat: install Debian's package kcat, as ./test does.", fault);
        }
    }

    private static async Task CheckAsync(Process kcat, Task<string> errors)
    {
        try
        {
            await kcat.WaitForExitAsync().WaitAsync(Bound);
        }
        catch (TimeoutException fault)
        {
            kcat.Kill();
            throw new TimeoutException($"kcat did not end within {Bound}: {await errors}", fault);
        }

        if (kcat.ExitCode != 0)
        {
            throw new InvalidOperationException($"kcat ended with {kcat.ExitCode}: {await errors}");
        }
    }
}
