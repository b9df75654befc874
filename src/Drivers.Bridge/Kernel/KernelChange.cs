namespace NetController.Drivers.Bridge;

/// <summary>One change of the kernel, printed as the command that would make it.</summary>
/// <param name="Resource">The object, as a drift names it.</param>
/// <param name="Expected">What shall be there; null where the object shall not exist.</param>
/// <param name="Actual">What is there; null where the object is missing.</param>
internal abstract record KernelChange(string Resource, string? Expected, string? Actual)
{
    /// <summary>The command that would make the change.</summary>
    public abstract string Command { get; }

    /// <summary>The difference that the change cures.</summary>
    public Drift ToDrift(NetworkId network) => new(Resource, Expected, Actual, Command) { Network = network };

    /// <inheritdoc/>
    public sealed override string ToString() => Command;
}

/// <summary>Makes a bridge with its hardware address in one message: no other program sees it without and gives it its own.</summary>
/// <param name="Link">The name.</param>
/// <param name="Mtu">The MTU in bytes.</param>
/// <param name="Alias">The owner tag.</param>
internal sealed record CreateBridge(string Link, int Mtu, string Alias) : KernelChange($"link {Link}", "a bridge", null)
{
    /// <summary>
    /// The name that the bridge is made with; null for its own. The kernel takes no alias in the message that makes a link, so a name of
    /// somebody's choice is given together with the tag: a process that dies in between leaves a name that is recognisably ours.
    /// </summary>
    public string? MadeAs { get; init; }

    /// <summary>The address of the bridge; null in a plan, where it is not drawn yet.</summary>
    public MacAddress? Mac { get; init; }

    public override string Command =>
        $"ip link add name {Link}{(Mac is { } mac ? $" address {mac}" : "")} mtu {Mtu} alias {Alias} up type bridge";
}

/// <summary>Changes a bridge's MTU.</summary>
internal sealed record SetMtu(string Link, int Mtu, int OldMtu) : KernelChange($"link {Link}", $"mtu {Mtu}", $"mtu {OldMtu}")
{
    public override string Command => $"ip link set dev {Link} mtu {Mtu}";
}

/// <summary>Changes a bridge's owner tag.</summary>
internal sealed record SetAlias(string Link, string Alias, string? OldAlias)
    : KernelChange($"link {Link}", $"alias {Alias}", OldAlias is null ? "no alias" : $"alias {OldAlias}")
{
    public override string Command => $"ip link set dev {Link} alias {Alias}";
}

/// <summary>Sets a bridge up.</summary>
internal sealed record SetUp(string Link) : KernelChange($"link {Link}", "up", "down")
{
    public override string Command => $"ip link set dev {Link} up";
}

/// <summary>Gives a bridge an address. IPv6 addresses work at once, without waiting for a duplicate to answer.</summary>
internal sealed record AddAddress(string Link, InterfaceAddress Address) : KernelChange($"address {Address} on link {Link}", $"{Address}", null)
{
    public override string Command => $"ip address add {Address} dev {Link}{(Address.Family == IPFamily.IPv6 ? " nodad" : "")}";
}

/// <summary>Takes an address from a bridge.</summary>
internal sealed record DeleteAddress(string Link, AddressView Old) : KernelChange($"address {Old.Address} on link {Link}", null, $"{Old.Address}")
{
    public override string Command => $"ip address delete {Old.Address} dev {Link}";
}

/// <summary>Writes a setting of the bridge itself.</summary>
internal sealed record WriteSysctl(string Path, string Value, string? OldValue) : KernelChange($"sysctl {Path}", Value, OldValue)
{
    public override string Command => $"sysctl -w {Path}={Value}";
}

/// <summary>Writes a setting of the host, whose old value is recorded.</summary>
internal sealed record WriteHostSysctl(string Path, string Value, string? OldValue, string Reason) : KernelChange($"sysctl {Path}", Value, OldValue)
{
    public override string Command => $"sysctl -w {Path}={Value}";
}
