using Tripline.Runtime.Calls;
using Tripline.Runtime.Hosting;

namespace Tripline.Runtime.Remote;

/// <summary>A method that another silo calls.</summary>
/// <param name="Method">The method.</param>
/// <param name="Class">The class of the grains.</param>
/// <param name="Proxy">Makes references to them.</param>
internal sealed record IncomingMethod(GrainMethod Method, GrainClass Class, GrainProxy Proxy)
{
    /// <summary>The method of that address; if there is none, why.</summary>
    internal static IncomingMethod? Find(GrainClassCatalog classes, MethodAddress address, out string reason)
    {
        reason = string.Empty;
        if (classes.Find(address.GrainType) is not { } grainClass)
        {
            reason = $"there is no grain type '{address.GrainType}' here";
            return null;
        }

        var grainInterface = grainClass.ClassType.GetInterfaces().FirstOrDefault(
            type => type.IsAssignableTo(typeof(IGrainWithStringKey)) && MethodAddress.NameOf(type) == address.Interface);
        if (grainInterface is null)
        {
            reason = $"the grain type '{address.GrainType}' has no interface '{address.Interface}' here";
            return null;
        }

        var proxy = GrainProxy.Of(grainInterface);
        var method = proxy.Methods.FirstOrDefault(m => MethodAddress.Of(m, address.GrainType) == address);
        if (method is null)
        {
            reason = $"'{address.Interface}' has no method '{address.Method}' of that signature here; the silos' versions "
                + "are too far apart";
            return null;
        }

        return new IncomingMethod(method, grainClass, proxy);
    }
}
