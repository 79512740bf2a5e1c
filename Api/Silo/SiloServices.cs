using Orleans.Runtime.Services;

namespace Tripline.Api.Silo;

/// <summary>Finds the <see cref="ISiloService"/> of a silo.</summary>
internal sealed class SiloServices(IServiceProvider services) : GrainServiceClient<ISiloService>(services)
{
    /// <summary>The service of that silo.</summary>
    public ISiloService Of(SiloAddress silo) => GetGrainService(silo);
}
