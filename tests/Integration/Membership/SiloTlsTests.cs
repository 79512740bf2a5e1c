using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Tripline.Silo.Membership;
using Tripline.Tests.Integration.Storage.Postgres;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Membership;

public sealed class SiloTlsTests(SharedPostgres postgres)
{
    [Fact]
    public async Task Silos_WithCertificatesOfOneAuthority_Talk()
    {
        using var folder = new TempFolder();
        var ours = Write(folder, "ours");
        var database = await ProbeSilo.DatabaseAsync(postgres);
        var here = await ProbeSilo.StartAsync(database, silo => silo.UseSiloTls(ours));
        var there = await ProbeSilo.StartAsync(database, silo => silo.UseSiloTls(ours));
        var grain = await here.OtherProbeOnAsync(there);
        Assert.Contains(
            $":{there.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.Endpoint.Port}",
            await grain.PutAsync("secret"),
            StringComparison.Ordinal);
        await ProbeSilo.StopAsync(there, here);
    }

    [Fact]
    public async Task Silo_StrangerConnects_IsCutOff()
    {
        using var folder = new TempFolder();
        var ours = Write(folder, "ours");
        var theirs = Write(folder, "theirs");
        var silo = await ProbeSilo.StartAsync(
            await ProbeSilo.DatabaseAsync(postgres), silo => silo.UseSiloTls(ours));
        var place = silo.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.Endpoint;

        Assert.True(await IsCutOffAsync(place, null), "without a certificate");
        Assert.True(await IsCutOffAsync(place, theirs), "with one of another authority");
        Assert.False(await IsCutOffAsync(place, ours), "with one of the cluster's authority");
        await ProbeSilo.StopAsync(silo);
    }

    // With TLS 1.3 a client learns only after its handshake that it was refused.
    private static async Task<bool> IsCutOffAsync(IPEndPoint place, SiloCertificates? shown)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(place);
        using var own = shown is null ? null : X509Certificate2.CreateFromPemFile(shown.Certificate, shown.Key);
        await using var stream = new SslStream(client.GetStream());
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = "ours",
                    ClientCertificates = own is null ? null : [own],
#pragma warning disable CA5359 // What the silo thinks of the client is the question here.
                    RemoteCertificateValidationCallback = static (_, _, _, _) => true,
#pragma warning restore CA5359
                },
                bound.Token);
            return await stream.ReadAsync(new byte[1], bound.Token) == 0;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (Exception refusal) when (refusal is IOException or AuthenticationException)
        {
            return true;
        }
    }

    private static SiloCertificates Write(TempFolder folder, string name)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var rootRequest = new CertificateRequest($"CN={name} authority", rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var from = TimeProvider.System.GetUtcNow().AddHours(-1);
        using var root = rootRequest.CreateSelfSigned(from, from.AddDays(2));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var leaf = request.Create(root, from, from.AddDays(1), [1, 2, 3, 4]);
        var files = new SiloCertificates(
            folder.Of($"{name}.pem"), folder.Of($"{name}.key"), folder.Of($"{name}-authority.pem"));
        File.WriteAllText(files.Certificate, leaf.ExportCertificatePem());
        File.WriteAllText(files.Key, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(files.Authority, root.ExportCertificatePem());
        return files;
    }
}
