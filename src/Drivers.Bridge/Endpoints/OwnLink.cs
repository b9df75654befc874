namespace NetController.Drivers.Bridge;

/// <summary>The near end of an endpoint's veth, as the endpoint knows it.</summary>
/// <param name="Name">Its name. What has that name and is another's is left alone.</param>
/// <param name="Tag">Its mark.</param>
internal readonly record struct OwnLink(string Name, OwnerTag Tag);
