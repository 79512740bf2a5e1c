using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tripline.Runtime.Placement;
using Tripline.Runtime.Remote;

namespace Tripline.Tests.Grains.Runtime.Remote;

public sealed class ClusterTlsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tripline-tls-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task SilosWithTheSameCertificate_CallEachOther_Encrypted()
    {
        var certificate = Write("shared");
        await using var cluster = await StartAsync((options, _) => Use(options, certificate));
        Assert.Equal("silo1", await Call(cluster));
        Assert.Contains(cluster.Silos[1].Log.Lines, line => line.EndsWith(", encrypted.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SiloWithACertificateThatNobodyTrusts_IsNotCalled()
    {
        string[] certificates = [Write("one"), Write("other")];
        await using var cluster = await StartAsync((options, silo) => Use(options, certificates[silo]));
        await Assert.ThrowsAsync<PartitionUnavailableException>(
            () => cluster.Silos[0].Grains.GetGrain<IFarGrain>(cluster.KeyOn(1)).WaitShortly("never"));
    }

    private static Task<ClusterUnderTest> StartAsync(Action<ClusterOptions, int> configure) =>
        ClusterUnderTest.StartAsync(2, 8, (options, _) => options.AddGrain<FarGrain>(), configure);

    private static Task<string> Call(ClusterUnderTest cluster) => cluster.Silos[0].Grains
        .GetGrain<IFarGrain>(cluster.KeyOn(1)).Where().WaitAsync(TimeSpan.FromSeconds(20));

    private static void Use(ClusterOptions options, string path)
    {
        options.CertificatePath = path + ".crt";
        options.CertificateKeyPath = path + ".key";
    }

    private string Write(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path + ".crt", certificate.ExportCertificatePem());
        File.WriteAllText(path + ".key", key.ExportPkcs8PrivateKeyPem());
        return path;
    }
}
