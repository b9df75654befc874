namespace NetController;

/// <summary>Starts controllers with options alone: every part is the built-in one.</summary>
public static class NetworkControllerStart
{
    extension(NetworkController)
    {
        /// <summary>Starts a controller as a daemon does, with the built-in parts; see <see cref="NetworkController.InitializeAsync(NetworkControllerOptions, NetworkControllerParts, CancellationToken)"/>.</summary>
        public static ValueTask<NetworkController> InitializeAsync(NetworkControllerOptions options, CancellationToken cancellationToken = default) =>
            new NetworkControllerBuilder(options).InitializeAsync(cancellationToken);

        /// <summary>Opens an initialised state directory as it is, with the built-in parts; see <see cref="NetworkController.OpenAsync(NetworkControllerOptions, NetworkControllerParts, CancellationToken)"/>.</summary>
        public static ValueTask<NetworkController> OpenAsync(NetworkControllerOptions options, CancellationToken cancellationToken = default) =>
            new NetworkControllerBuilder(options).OpenAsync(cancellationToken);
    }
}
