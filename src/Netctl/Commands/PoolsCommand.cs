using System.CommandLine;
using System.Globalization;
using NetController.Formats;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>pools</c>: which subnets are used by whom, and how much of the default pools is left.</summary>
internal static class PoolsCommand
{
    private static readonly string[] PoolHeadings = ["SUBNET", "RANGE", "NETWORK", "IN USE", "RESTING", "FREE"];
    private static readonly string[] SourceHeadings = ["DEFAULT POOL", "SIZE", "SUBNETS", "IN USE"];

    public static Command Create(NetctlConsole console) =>
        new Command("pools", "Show the subnets in use, by whom, and what is left of the default pools.")
            .RunsOpen(console, async (context, operations, cancellationToken) =>
            {
                var pools = await operations.PoolsAsync(cancellationToken).ConfigureAwait(false);
                context.Print(pools, static json => json.PoolsJson, () => Print(console, pools));
                return ExitCodes.Ok;
            });

    public static void Print(NetctlConsole console, PoolsJson pools)
    {
        TableWriter.Write(console, PoolHeadings, pools.Pools.Select(static pool => new[]
        {
            pool.Subnet,
            pool.IPRange ?? "-",
            pool.Network,
            Number(pool.AddressesInUse),
            Number(pool.AddressesResting),
            Number(pool.AddressesFree),
        }));
        console.Output.WriteLine();
        TableWriter.Write(console, SourceHeadings, pools.DefaultPools.Select(static source => new[]
        {
            source.Base, $"/{source.Size}", Number(source.SubnetsTotal), Number(source.SubnetsInUse),
        }));
    }

    private static string Number(UInt128 number) => number.ToString(CultureInfo.InvariantCulture);
}
