using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using NetController.Formats;
using NetController.Ipam;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>pools</c>: which subnets are used by whom, and how much of the default pools is left.</summary>
internal static class PoolsCommand
{
    private static readonly string[] PoolHeadings = ["SUBNET", "RANGE", "NETWORK", "IN USE", "RESTING", "FREE"];
    private static readonly string[] SourceHeadings = ["DEFAULT POOL", "SIZE", "SUBNETS", "IN USE"];

    public static Command Create(NetctlConsole console) =>
        new Command("pools", "Show the subnets in use, by whom, and what is left of the default pools.")
            .RunsOpen(console, (context, controller, _) =>
            {
                var status = controller.IpamStatus;
                if (context.Global.Json)
                {
                    context.WriteJson(PoolMapping.Pools(status), static json => json.PoolsJson);
                }
                else
                {
                    Print(console, status);
                }

                return ValueTask.FromResult(ExitCodes.Ok);
            });

    public static void Print(NetctlConsole console, ImmutableSortedDictionary<string, IpamStatus> status)
    {
        TableWriter.Write(console, PoolHeadings, status.Values.SelectMany(static ipam => ipam.Pools).Select(static pool => new[]
        {
            pool.Pool.Subnet.ToString(),
            pool.Pool.Range?.ToString() ?? "-",
            pool.NetworkName,
            Number(pool.AddressesInUse),
            Number(pool.AddressesResting),
            Number(pool.AddressesFree),
        }));
        console.Output.WriteLine();
        TableWriter.Write(console, SourceHeadings, status.Values.SelectMany(static ipam => ipam.Sources).Select(static source => new[]
        {
            source.Base.ToString(), $"/{source.Size}", Number(source.SubnetsTotal), Number(source.SubnetsInUse),
        }));
    }

    private static string Number(UInt128 number) => number.ToString(CultureInfo.InvariantCulture);
}
