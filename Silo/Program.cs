using Tripline.Silo.Composition;
using Tripline.Silo.Options;

if (CommandLine.AsksForHelp(args))
{
    CommandLine.WriteHelp(Console.Out);
    return 0;
}

if (CommandLine.Fault(args) is { } fault)
{
    await Console.Error.WriteLineAsync(fault);
    return 2;
}

return await SiloApplication.RunAsync(args);
