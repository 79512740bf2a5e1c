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

if (args.Contains(MigrationRun.Word))
{
    return await MigrationRun.RunAsync(args, Console.Out, Console.Error);
}

return await SiloApplication.RunAsync(args);
