namespace NetController.Netlink;

/// <summary>A link to be made by <see cref="RouteConnection.CreateLink"/>. One derived record per kind; what is null is left to the kernel.</summary>
public abstract record LinkSpec : IOperationSubject
{
    /// <summary>What Ethernet kinds can be set to: <c>ETH_MIN_MTU</c> and <c>ETH_MAX_MTU</c>, linux/if_ether.h.</summary>
    private protected static readonly (int Minimum, int Maximum) EthernetMtu = (68, 65_535);

    private const int MaximumQueues = 4096;

    private protected LinkSpec(string name) => Name = LinkName.Check(name, nameof(name));

    /// <summary>The name: 1 to 15 bytes without blanks, <c>/</c>, <c>:</c> and <c>%</c>.</summary>
    public string Name { get; }

    /// <summary>The number to be given to it, from 1; by default the kernel picks one. <c>index</c>.</summary>
    public LinkIndex? Index { get; init => field = Check(value, nameof(Index)); }

    /// <summary>The longest packet in bytes: 68 to 65,535 for the Ethernet kinds; the kernel refuses what the link cannot do.</summary>
    public int? Mtu { get; init => field = Limit.Check(value, MtuRange.Minimum, MtuRange.Maximum, nameof(Mtu)); }

    /// <summary>The link-layer address; by default the kernel picks one at random.</summary>
    public HardwareAddress? HardwareAddress { get; init; }

    /// <summary>A free text of up to 255 bytes, for example who owns the link.</summary>
    public string? Alias { get; init => field = LinkAlias.Check(value, nameof(Alias)); }

    /// <summary>The bridge, bond or VRF to become a port of.</summary>
    public LinkIndex? Master { get; init; }

    /// <summary>
    /// Its settings as a port of <see cref="Master"/>, without which the kernel refuses them. They hold before it is switched on, save a state, which only a port that is
    /// up, and not dormant, can be put into. <c>bridge link set</c>.
    /// </summary>
    public LinkPortSettings? PortSettings { get; init; }

    /// <summary>The group, from 0, by which links can be deleted together.</summary>
    public int? Group { get; init => field = Limit.Check(value, 0, int.MaxValue, nameof(Group)); }

    /// <summary>The length of the transmit queue in packets.</summary>
    public int? TxQueueLength { get; init => field = Limit.Check(value, 0, int.MaxValue, nameof(TxQueueLength)); }

    /// <summary>The number of transmit queues, 1 to 4096. <c>numtxqueues</c>.</summary>
    public int? TxQueues { get; init => field = CheckQueues(value, nameof(TxQueues)); }

    /// <summary>The number of receive queues, 1 to 4096. <c>numrxqueues</c>.</summary>
    public int? RxQueues { get; init => field = CheckQueues(value, nameof(RxQueues)); }

    /// <summary>How IPv6 makes its own addresses there; set before the link is switched on. <c>addrgenmode</c>.</summary>
    public AddressGenerationMode? AddressGenerationMode { get; init => field = Limit.Known(value, nameof(AddressGenerationMode)); }

    /// <summary>Whether to switch it on, once it has its <see cref="Alias"/>, its <see cref="PortSettings"/> and its <see cref="AddressGenerationMode"/>.</summary>
    public bool IsUp { get; init; }

    /// <summary>
    /// The state that it has until the kernel looks at its carrier, which is soon where it has none: <see cref="OperationalState.Dormant"/>, <see cref="OperationalState.Testing"/> or <see cref="OperationalState.Up"/>;
    /// by default <see cref="OperationalState.Unknown"/>, which passes for up. A bridge opens a new port at once that passes for up, and its own carrier comes with it; a dormant one
    /// it opens when the carrier comes, as that of a veth does with its peer. <c>state</c>.
    /// </summary>
    public OperationalState? OperationalState { get; init => field = CheckState(value, nameof(OperationalState)); }

    string IOperationSubject.Words => $"{Name} type {Kind}";

    /// <summary>The kernel's name of the kind.</summary>
    internal abstract string Kind { get; }

    /// <summary>Whether the kind has settings of its own to write.</summary>
    internal virtual bool HasData => true;

    /// <summary>The link it stands on, for the kinds that name it outside of their settings.</summary>
    internal virtual LinkIndex? ParentLink => null;

    /// <summary>The values of <see cref="Mtu"/> that the kind can have at all.</summary>
    internal virtual (int Minimum, int Maximum) MtuRange => (0, int.MaxValue);

    /// <summary>Whether creating it is not enough: the kernel ignores these properties in that request.</summary>
    internal bool NeedsCompletion => Alias is not null || AddressGenerationMode is not null || PortSettings is not null;

    /// <summary>Whether it is switched on only once it is complete: of a link that is up the kernel tells everybody what changes, and for many it takes long to hear.</summary>
    internal bool IsUpLater => IsUp && NeedsCompletion;

    /// <summary>Writes the attributes of <c>IFLA_INFO_DATA</c>.</summary>
    internal abstract void EncodeData(MessageBuilder request);

    /// <summary>Checks the number of queues of a link, or of the other end of one.</summary>
    private protected static int? CheckQueues(int? count, string parameter) => Limit.Check(count, 1, MaximumQueues, parameter);

    /// <summary>The kernel passes over every other.</summary>
    private static OperationalState? CheckState(OperationalState? state, string parameter) =>
        state is null or Netlink.OperationalState.Dormant or Netlink.OperationalState.Testing or Netlink.OperationalState.Up
            ? state
            : throw new ArgumentOutOfRangeException(parameter, state, $"A link cannot begin as {state}: it can as Dormant, Testing or Up.");

    private protected static LinkIndex CheckParent(LinkIndex parent) =>
        parent.Value > 0 ? parent : throw new ArgumentOutOfRangeException(nameof(parent), parent.Value, "Link numbers begin at 1.");

    private static LinkIndex? Check(LinkIndex? index, string parameter) => index is { Value: < 1 } one
        ? throw new ArgumentOutOfRangeException(parameter, one.Value, "Link numbers begin at 1.")
        : index;
}
