using System.Collections.Immutable;

namespace NetController.Abstractions.Tests;

[TestFixture]
internal sealed class ErrorTests
{
    private static readonly NetworkId Network = NetworkId.New(new ConstantRandom(0x12));
    private static readonly EndpointId Endpoint = EndpointId.New(new ConstantRandom(0x34));
    private static readonly IOException Cause = new("disk full");

    private static readonly (NetControllerException Error, ErrorKind Kind, string Message)[] Errors =
    [
        (new AddressInUseException(AddressText.Parse("10.0.0.1"), "the gateway"), ErrorKind.Conflict,
            "address 10.0.0.1 is in use by the gateway; choose another address or none to have one chosen"),
        (new InvalidRequestException("network 'web'", ["one", "two"], "correct it"), ErrorKind.Invalid, "network 'web' is not valid: one; two; correct it"),
        (new InvalidRequestException("network 'web'", "one", "correct it"), ErrorKind.Invalid, "network 'web' is not valid: one; correct it"),
        (new NameInUseException("web", Network), ErrorKind.Conflict,
            "network name 'web' is in use by network 121212121212; choose another name or remove that network first"),
        (new NetworkInUseException("web", [Endpoint]), ErrorKind.Conflict, "network 'web' has 1 active endpoint(s): 343434343434; disconnect them first"),
        (new ObjectNotFoundException("network", "web", "list them"), ErrorKind.NotFound, "network 'web' does not exist; list them"),
        (new OperationFailedException("create link", Cause), ErrorKind.Internal, "create link failed: disk full"),
        (new OperationFailedException("delete", [Cause, Cause], "again"), ErrorKind.Internal, "delete failed: disk full; disk full; again"),
        (new OperationForbiddenException("not root", "use sudo"), ErrorKind.Forbidden, "not root; use sudo"),
        (new ResourceConflictException("link eth0 is no bridge", "name another"), ErrorKind.Conflict, "link eth0 is no bridge; name another"),
        (new ResourceExhaustedException("no subnet", "prune"), ErrorKind.Exhausted, "no subnet; prune"),
        (new ResourceUnavailableException("no iptables", "install it", Cause), ErrorKind.Unavailable, "no iptables; install it"),
        (new SubnetOverlapException(IPPrefix.Parse("10.0.0.0/8"), new OccupiedPrefix(IPPrefix.Parse("10.1.0.0/16"), OccupantKind.HostRoute, "a route")), ErrorKind.Conflict,
            "subnet 10.0.0.0/8 overlaps 10.1.0.0/16, a route; "
            + "choose a subnet that overlaps neither another network nor the host's own addresses and routes, or none to have one chosen"),
    ];

    private static IEnumerable<TestCaseData> Cases =>
        Errors.Select(static given => new TestCaseData(given.Error, given.Kind, given.Message).SetArgDisplayNames(given.Error.GetType().Name, given.Error.Problem));

    [TestCaseSource(nameof(Cases))]
    public void An_error_says_what_happened_and_what_to_do(NetControllerException error, ErrorKind kind, string message)
    {
        Assert.That((error.Kind, error.Message), Is.EqualTo((kind, message)));
        Assert.That(error.Message, Does.StartWith(error.Problem).And.EndWith(error.Remedy));
    }

    [Test]
    public void The_first_failure_is_the_inner_exception_and_all_are_kept()
    {
        var second = new IOException("busy");

        var error = new OperationFailedException("delete", ImmutableArray.Create<Exception>(Cause, second), "again");

        Assert.That((error.InnerException, error.Failures[1]), Is.EqualTo(((Exception)Cause, (Exception)second)));
    }
}
