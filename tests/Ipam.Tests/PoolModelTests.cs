using CsCheck;

namespace NetController.Ipam.Tests;

/// <summary>Random sequences of taking and dropping pools, against a model that tries every candidate against every held pool.</summary>
[TestFixture]
internal sealed class PoolModelTests
{
    private enum Act
    {
        Choose,
        ChooseLength,
        Ask,
        Drop,
    }

    private static readonly Gen<(Act Act, int Number, int Length, int[] Occupied)> Steps =
        Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 63], Gen.Int[0, 8], Gen.Int[0, 63].Array[0, 3]);

    [TestCase("base=10.0.1.0/26,size=29", "base=10.0.0.0/26,size=28", 26)]
    [TestCase("base=fd00:0:0:40::/58,size=61", "base=fd00::/58,size=60", 58)]
    public void The_driver_chooses_what_the_model_chooses(string first, string second, int length)
    {
        var templates = new[] { AddressPoolTemplate.Parse(first), AddressPoolTemplate.Parse(second) };

        Steps.Array[1, 40].Sample(
            steps =>
            {
                var ipam = new IpamFixture(first, second);
                var held = new List<AddressPool>();
                return steps.All(step =>
                {
                    if (step.Act == Act.Drop)
                    {
                        return Drop(ipam, held, step.Number);
                    }

                    var request = Request(ipam, templates[^1].Base, length, step);
                    var expected = Model(templates, [.. held.Select(static pool => pool.Subnet)], request);
                    var (pool, outcome) = Take(ipam, request);
                    held.AddRange(pool is null ? [] : [pool]);
                    return string.Equals(outcome, expected, StringComparison.Ordinal);
                });
            },
            iter: 1_500);
    }

    private static bool Drop(IpamFixture ipam, List<AddressPool> held, int number)
    {
        if (held.Count > 0)
        {
            ipam.Drop(held[number % held.Count]);
            held.RemoveAt(number % held.Count);
        }

        return ipam.Driver.GetStatus().Pools.Length == held.Count;
    }

    private static PoolRequest Request(IpamFixture ipam, IPPrefix space, int length, (Act Act, int Number, int Length, int[] Occupied) step)
    {
        var unit = length + 6;
        var shift = space.Family.Bits() - unit;
        var occupied = step.Occupied.Select(number =>
            new OccupiedPrefix(IPPrefix.Containing(space.Family, space.First + ((UInt128)number << shift), unit), (OccupantKind)(number % 5), $"{number}"));
        return ipam.Ask(space.Family) with
        {
            Occupied = [.. occupied],
            PrefixLength = step.Act == Act.ChooseLength ? length - 2 + step.Length : null,
            Subnet = step.Act == Act.Ask
                ? IPPrefix.Containing(space.Family, space.First + ((UInt128)step.Number << shift), length - 2 + step.Length)
                : null,
        };
    }

    private static (AddressPool? Pool, string Outcome) Take(IpamFixture ipam, PoolRequest request)
    {
        try
        {
            var pool = ipam.Take(request);
            return (pool, pool.Subnet.ToString());
        }
        catch (NetControllerException error)
        {
            return (null, error.Kind.ToString());
        }
    }

    private static string Model(AddressPoolTemplate[] templates, List<IPPrefix> held, PoolRequest request)
    {
        if (request.Subnet is { } wanted)
        {
            var refusing = request.Occupied.Where(static o => o.Source is OccupantKind.Network or OccupantKind.HostAddress or OccupantKind.HostRoute);
            return held.Concat(refusing.Select(static o => o.Prefix)).Any(wanted.Overlaps) ? nameof(ErrorKind.Conflict) : wanted.ToString();
        }

        var fitting = templates.Where(template => request.PrefixLength is not { } length || length >= template.Base.Length).ToList();
        var taken = held.Concat(request.Occupied.Select(static o => o.Prefix)).ToList();
        var free = fitting.SelectMany(template => Parts(template.Base, request.PrefixLength ?? template.Size)).Where(part => !taken.Exists(part.Overlaps));
        return fitting.Count == 0 ? nameof(ErrorKind.Invalid) : free.Select(static part => part.ToString()).FirstOrDefault(nameof(ErrorKind.Exhausted));
    }

    private static IEnumerable<IPPrefix> Parts(IPPrefix whole, int length)
    {
        for (var first = whole.First; first <= whole.Last; first += UInt128.One << (whole.Family.Bits() - length))
        {
            yield return IPPrefix.Containing(whole.Family, first, length);
        }
    }
}
