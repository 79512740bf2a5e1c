using Tripline.Grains.Alerts;
using Tripline.Grains.Symbols;
using Tripline.Grains.Users;
using Tripline.Runtime.Hosting;

namespace Tripline.Silo.Composition;

/// <summary>Adds the virtual grains and what they need.</summary>
internal static class GrainComposition
{
    public static void AddGrains(this WebApplicationBuilder builder)
    {
        var runtime = builder.Configuration.GetSection("Runtime");
        builder.Services.AddSingleton(builder.Configuration.Options<SymbolOptions>("Symbols"));
        builder.Services.AddSingleton(builder.Configuration.Options<UserOptions>("Users"));
        builder.Services.AddTriplineRuntime(options =>
        {
            runtime.Bind(options);
            options.AddGrains(typeof(AlertGrain).Assembly);
        });
    }
}
