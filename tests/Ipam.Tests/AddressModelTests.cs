using CsCheck;

namespace NetController.Ipam.Tests;

/// <summary>Random sequences of everything that can be asked of a pool, against a model that walks over all addresses.</summary>
[TestFixture]
internal sealed class AddressModelTests
{
    private const int Quarantine = 60;

    private enum Act
    {
        Choose,
        Ask,
        Release,
        Wait,
    }

    private static readonly Gen<(Act Act, int Owner, int Host, int Seconds)> Steps =
        Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 5], Gen.Int[0, 17], Gen.Int[1, 40]);

    [TestCase("10.0.0.0/28", null)]
    [TestCase("10.0.0.16/30", null)]
    [TestCase("10.0.0.16/28", "10.0.0.16/30")]
    [TestCase("10.0.0.16/28", "10.0.0.28/30")]
    [TestCase("10.0.0.2/31", null)]
    [TestCase("10.0.0.5/32", null)]
    [TestCase("fd00::/124", null)]
    [TestCase("fd00::10/124", "fd00::14/126")]
    [TestCase("fd00::2/127", null)]
    [TestCase("fd00::5/128", null)]
    public void The_driver_gives_what_the_model_gives(string subnet, string? range)
    {
        Steps.Array[1, 60].Sample(
            steps =>
            {
                var ipam = new IpamFixture();
                var pool = ipam.Take(subnet, range);
                var model = new Model(pool.Subnet, pool.Range ?? pool.Subnet);
                return steps.All(step => string.Equals(Run(ipam, pool, step), model.Run(step), StringComparison.Ordinal)
                    && Counts(ipam.OnlyPool) == model.Counts());
            },
            iter: 800);
    }

    private static (ulong InUse, ulong Resting, ulong Free) Counts(PoolStatus status) =>
        (status.AddressesInUse, status.AddressesResting, status.AddressesFree);

    private static string Run(IpamFixture ipam, AddressPool pool, (Act Act, int Owner, int Host, int Seconds) step)
    {
        var address = pool.Subnet.Family.ToAddress(pool.Subnet.First + (UInt128)step.Host).ToString();
        try
        {
            switch (step.Act)
            {
                case Act.Choose:
                    return ipam.Lease(pool, $"{step.Owner}");
                case Act.Ask:
                    return ipam.Lease(pool, $"{step.Owner}", address);
                case Act.Release:
                    ipam.Release(pool, address);
                    return string.Empty;
                default:
                    ipam.Time.Advance(TimeSpan.FromSeconds(step.Seconds));
                    return string.Empty;
            }
        }
        catch (NetControllerException error)
        {
            return error.Kind.ToString();
        }
    }

    private sealed class Model(IPPrefix subnet, IPPrefix range)
    {
        private readonly Dictionary<UInt128, int> _held = [];
        private readonly List<(UInt128 Address, int Owner, int Since)> _resting = [];
        private int _now;

        public string Run((Act Act, int Owner, int Host, int Seconds) step)
        {
            var address = subnet.First + (UInt128)step.Host;
            switch (step.Act)
            {
                case Act.Choose:
                    return Choose(step.Owner) is { } chosen ? Hold(chosen, step.Owner) : nameof(ErrorKind.Exhausted);
                case Act.Ask when !Usable(address):
                    return nameof(ErrorKind.Invalid);
                case Act.Ask:
                    return _held.ContainsKey(address) ? nameof(ErrorKind.Conflict) : Hold(address, step.Owner);
                case Act.Release when _held.Remove(address, out var owner):
                    _resting.Add((address, owner, _now));
                    return string.Empty;
                case Act.Wait:
                    _now += step.Seconds;
                    _resting.RemoveAll(rest => _now - rest.Since >= Quarantine);
                    return string.Empty;
                default:
                    return string.Empty;
            }
        }

        public (ulong InUse, ulong Resting, ulong Free) Counts() =>
            ((ulong)_held.Count, (ulong)_resting.Count, (ulong)All().Count(address => Usable(address) && Free(address)));

        private UInt128? Choose(int owner)
        {
            var own = _resting.Where(rest => rest.Owner == owner);
            var free = All().Where(address => Usable(address) && Free(address));
            var rested = _resting.Select(static rest => rest.Address).Where(range.Contains);
            return own.Reverse().Select(static rest => rest.Address).Concat(free).Concat(rested).Select(static a => (UInt128?)a).FirstOrDefault();
        }

        private string Hold(UInt128 address, int owner)
        {
            _resting.RemoveAll(rest => rest.Address == address);
            _held.Add(address, owner);
            return new InterfaceAddress(subnet.Family.ToAddress(address), subnet.Length).ToString();
        }

        private IEnumerable<UInt128> All()
        {
            for (var address = range.First; address <= range.Last; address++)
            {
                yield return address;
            }
        }

        private bool Free(UInt128 address) => !_held.ContainsKey(address) && _resting.TrueForAll(rest => rest.Address != address);

        private bool Usable(UInt128 address)
        {
            var pointToPoint = subnet.First + 1 >= subnet.Last;
            var reserved = address == subnet.First || (subnet.Family == IPFamily.IPv4 && address == subnet.Last);
            return subnet.Contains(address) && (pointToPoint || !reserved);
        }
    }
}
