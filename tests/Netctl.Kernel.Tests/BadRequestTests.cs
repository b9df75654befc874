using NetController.TestSupport;

namespace NetController.Netctl.Kernel.Tests;

/// <summary>Requests that only the kernel and the state can tell to be wrong: each is refused with object, cause and remedy, and nothing changes.</summary>
public sealed class BadRequestTests : NetctlTest
{
    // command line; exit code; what the error names; what the hint says
    private static readonly (string CommandLine, int ExitCode, string Problem, string Remedy)[] Rows =
    [
        ("network create bridge", 5, "network name 'bridge' is predefined", "choose another name"),
        ("network create default", 5, "network name 'default' is predefined", "choose another name"),
        ("network rm bridge", 5, "network 'bridge' is predefined", "--no-bridge"),
        ("network rm none", 5, "network 'none' is predefined", ""),
        ("network rm nope", 3, "network 'nope' does not exist", "netctl network ls"),
        ("network create taken", 4, "network name 'taken' is in use by network", "choose another name"),
        ("network create --subnet 10.80.0.0/24 web", 4, "subnet 10.80.0.0/24 overlaps 10.80.0.0/24", "choose a subnet"),
        ("network create --subnet 10.80.0.128/25 web", 4, "subnet 10.80.0.128/25 overlaps 10.80.0.0/24", "choose a subnet"),
        ("network create --subnet 192.0.2.0/25 web", 4, "subnet 192.0.2.0/25 overlaps 192.0.2.0/24", "choose a subnet"),
        ("network create --subnet 10.81.0.0/24 --gateway 10.82.0.1 web", 2, "gateway 10.82.0.1 lies outside subnet 10.81.0.0/24", "correct the request"),
        ("network create --subnet 10.81.0.0/24 --gateway 10.81.0.255 web", 2, "10.81.0.255", ""),
        ("network create --subnet 10.81.0.0/24 --ip-range 10.82.0.0/25 web", 2, "range 10.82.0.0/25 lies outside subnet 10.81.0.0/24", "correct the request"),
        ("network create --subnet fd81::/64 web", 2, "subnet fd81::/64 is IPv6", "correct the request"),
        ("network create --subnet 10.81.0.0/24 --gateway 10.81.0.1 --aux-address nas=10.81.0.1 web", 4, "address 10.81.0.1 is in use", "choose another"),
        ("network create --ipv4=false web", 2, "network 'web'", ""),
        ("network create -web", 2, "Unrecognized option '-web'", "netctl network create --help"),
        ("network create we/b", 2, "its name must begin with a letter or digit", "correct the request"),
        ("network create -d macvlan web", 3, "network driver 'macvlan' does not exist", "choose one of: bridge, host, null"),
        ("network create -d null web", 5, "only one network of driver 'null' can exist", "use network 'none'"),
        ("network create -o com.docker.network.nope=1 web", 2, "option 'com.docker.network.nope' is unknown", ""),
        ("network create -o com.docker.network.driver.mtu=big web", 2, "'com.docker.network.driver.mtu' cannot be 'big'", ""),
        ("network create -o com.docker.network.driver.mtu=70000 web", 2, "70000", ""),
        ("network create -o com.docker.network.driver.mtu=67 web", 2, "67", ""),
        ("network create -o com.docker.network.bridge.name=a-name-that-is-too-long web", 2, "longer than the 15 bytes", ""),
        ("network create -o com.docker.network.bridge.name=up0 web", 4, "up0", "another"),
        ("network create -o com.docker.network.bridge.name=netctl0 web", 4, "link 'netctl0' is used by network 'bridge'", "choose another link name"),
        ("plan network create --subnet 10.80.0.0/24 web", 4, "subnet 10.80.0.0/24 overlaps", "choose a subnet"),
        ("init --bridge missing0", 3, "missing0", ""),
        ("init --bridge up0", 4, "up0", ""),
        ("init --bip 10.80.0.1/24", 4, "10.80.0.0/24", ""),
        ("init --bridge br9 --bip 10.0.0.1/24", 2, "bip 10.0.0.1/24 cannot be set on the user-managed bridge 'br9'", "correct the options"),
        ("init --mtu 67", 2, "mtu 67 is outside", "correct the options"),
        ("rules nope", 3, "network 'nope' does not exist", "netctl network ls"),
    ];

    [Test]
    public void Every_bad_request_is_refused_with_its_cause_and_remedy_and_changes_nothing()
    {
        Host.Run("ip link add up0 type veth peer name up1 && ip addr add 192.0.2.1/24 dev up0 && ip link set up0 up");
        NetctlOk("init");
        NetctlOk("network create --subnet 10.80.0.0/24 taken");
        var (kernel, state) = (KernelSnapshot.Capture(Host.Namespace), State());

        Assert.Multiple(() =>
        {
            foreach (var (commandLine, exitCode, problem, remedy) in Rows)
            {
                var result = Netctl(commandLine);

                Assert.That(result.ExitCode, Is.EqualTo(exitCode), $"netctl {commandLine}: {result.Error}");
                Assert.That(result.Error, Does.StartWith("error: ").And.Contain(problem).And.Match($"hint: .*{remedy}"), $"netctl {commandLine}");
                Assert.That(result.Output, Is.Empty, $"netctl {commandLine}");
                Assert.That(kernel.Diff(KernelSnapshot.Capture(Host.Namespace)), Is.Empty, $"netctl {commandLine} changed the kernel");
                Assert.That(State(), Is.EqualTo(state), $"netctl {commandLine} changed the state");
            }
        });
    }

    /// <summary>What is stored, and which files hold it.</summary>
    private string State() =>
        $"{NetctlOk("network ls --json")}{NetctlOk("host-changes --json")}{string.Join(' ', Directory.GetFiles(Root).Order(StringComparer.Ordinal))}";
}
