using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Serialization.Metadata;
using NetController.Drivers;
using NetController.Formats;
using NetController.Ipam;
using NetController.Netctl.Output;
using NetController.Netctl.Output.Json;

namespace NetController.Netctl.Tests;

/// <summary>The JSON that other programs read, whole, as it is printed. To change one on purpose, replace its golden file by what the failing test prints.</summary>
public sealed class JsonTests
{
    [Test]
    public void Inspect_prints_dockers_fields_and_the_state() =>
        AssertGolden("inspect.json", JsonMapping.Networks([Samples.Web, Samples.None]), static json => json.NetworkJsonArray);

    [Test]
    public void Check_prints_whether_all_is_clean_and_what_is_not() =>
        AssertGolden("check.json", new CheckJson(false, JsonMapping.Drift(Samples.Drift, Samples.Names)), static json => json.CheckJson);

    [Test]
    public void A_clean_check_prints_an_empty_list() =>
        AssertGolden("check-clean.json", new CheckJson(true, []), static json => json.CheckJson);

    [Test]
    public void Init_prints_the_networks_and_what_the_start_did()
    {
        var report = new InitializeReport
        {
            StoreFindings = ["networks.db was damaged"],
            Unfinished = ["half"],
            Restored = ["none"],
            Degraded = [new DegradedNetwork("web", "no such device")],
            DegradedEndpoints = [FailedEndpoint],
            Created = ["host"],
            Refreshed = ["bridge"],
            Changes = ["ip link set dev netctl0 up"],
            HostChanges = [Samples.Forwarding],
            HostGateways = [IPAddress.Loopback],
            Leftovers = ["link nc-dddddddddddd"],
            Warnings = ["fixed-cidr was ignored"],
            Steps = [new StepTiming("open the store", TimeSpan.FromMicroseconds(1234.5))],
        };

        AssertGolden(
            "init.json",
            StartMapping.Report(report, InstanceId.Parse(new string('1', 64)), "iptables", JsonMapping.Networks([Samples.None])),
            static json => json.InitJson);
    }

    [Test]
    public void Pools_prints_counts_as_numbers_however_large()
    {
        var pool = new PoolStatus(new AddressPool(new PoolId("p"), IPPrefix.Parse("fd00::/64"), null), Samples.Id('a'), "web", 2, 1, ulong.MaxValue);
        var source = new PoolSource(IPPrefix.Parse("fd00::/8"), 128, UInt128.One << 120, 1);
        var status = ImmutableSortedDictionary<string, IpamStatus>.Empty.Add("default", new IpamStatus([pool], [source]));

        AssertGolden("pools.json", PoolMapping.Pools(status), static json => json.PoolsJson);
    }

    [Test]
    public void Repair_prints_changes_and_failures() => AssertGolden(
        "repair.json",
        new RepairJson(
            ["ip link set dev netctl0 up"],
            JsonMapping.Degraded([new DegradedNetwork("web", "no such device")]),
            JsonMapping.Degraded([FailedEndpoint]),
            JsonMapping.Degraded([new FailedSandbox("c1", "device busy")])),
        static json => json.RepairJson);

    [Test]
    public void Host_changes_print_old_and_new() =>
        AssertGolden("host-changes.json", JsonMapping.HostChanges([Samples.Forwarding]), static json => json.HostChangeJsonArray);

    [Test]
    public void Leftovers_print_their_tag_and_the_command_that_removes_them() => AssertGolden(
        "gc.json",
        JsonMapping.Leftovers([new Leftover("link nc-dddddddddddd", new OwnerTag("111111111111", "network", "d"), "ip link delete dev nc-dddddddddddd")]),
        static json => json.LeftoverJsonArray);

    [Test]
    public void Sandbox_inspect_prints_sandboxes_with_their_endpoints_and_one_object_a_port() =>
        AssertGolden("sandbox-inspect.json", SandboxMapping.Sandboxes([SandboxSamples.Box, SandboxSamples.HostStack]), static json => json.SandboxJsonArray);

    [Test]
    public void Endpoint_inspect_prints_the_same_objects_with_their_sandbox() => AssertGolden(
        "endpoint-inspect.json", SandboxMapping.Endpoints([SandboxSamples.Db, SandboxSamples.Reserved]), static json => json.EndpointJsonArray);

    [Test]
    public void Ports_prints_one_object_a_port_of_the_host() =>
        AssertGolden("ports.json", SandboxMapping.PublishedPorts([SandboxSamples.Db, SandboxSamples.Reserved]), static json => json.PublishedPortJsonArray);

    [Test]
    public void The_answer_about_a_port_names_endpoints_processes_and_the_kernels_range() =>
        AssertGolden("ports-why.json", SandboxMapping.PortAnswer(SandboxSamples.Answer), static json => json.PortAnswerJson);

    private static DegradedEndpoint FailedEndpoint => new(SandboxSamples.Db.Record.Id, "db", "web", "port 80 is taken");

    private static void AssertGolden<T>(string name, T value, Func<NetctlJsonContext, JsonTypeInfo<T>> type)
    {
        var printed = Tool.Print(console => JsonOutput.Write(console, value, type));
        var golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Goldens", name));

        Assert.That(printed, Is.EqualTo(golden), $"Goldens/{name} differs; printed was:\n{printed}");
    }
}
