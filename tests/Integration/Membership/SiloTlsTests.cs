using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Placement;
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
        var place = there.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
        RequestContext.Set(IPlacementDirector.PlacementHintKey, place);
        var home = await here.OtherProbe("remote").PutAsync("secret");
        RequestContext.Clear();
        Assert.Contains($":{place.Endpoint.Port}", home, StringComparison.Ordinal);
        await ProbeSilo.StopAsync(there, here);
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
