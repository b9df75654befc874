using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NetController;
using NetController.Drivers;
using NetController.Firewall;
using NetController.Hosting;
using NetController.Hosting.Configuration;
using NetController.Ipam;
using NetController.State;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a network controller to a host.</summary>
public static class NetworkControllerServiceCollectionExtensions
{
    /// <summary>
    /// Adds a controller that the host initialises before it starts its services, and closes after it has stopped them. Take
    /// <see cref="INetworkControllerAccessor"/> or, in what is made while the host runs, <see cref="NetworkController"/>. Adding it again adds
    /// to its options.
    /// </summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddNetworkController(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<NetworkControllerHostOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NetworkControllerHostOptions>, HostOptionsValidator>());
        services.TryAddSingleton<NetworkControllerAccessor>();
        services.TryAddSingleton<INetworkControllerAccessor>(static provider => provider.GetRequiredService<NetworkControllerAccessor>());
        services.TryAddSingleton(static provider => provider.GetRequiredService<NetworkControllerAccessor>().Controller);
        services.TryAddSingleton<NetworkMaintenance>();
        services.TryAddSingleton<ControllerStarter>();
        services.TryAddSingleton<IControllerStarter, BuilderStarter>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, NetworkControllerService>());
        return services;
    }

    /// <summary>Adds a controller, with options set in code; see <see cref="AddNetworkController(IServiceCollection)"/>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets options.</param>
    public static IServiceCollection AddNetworkController(this IServiceCollection services, Action<NetworkControllerHostOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        services.AddNetworkController();
        return services.Configure(configure);
    }

    /// <summary>Adds a controller, with options from configuration; see <see cref="AddNetworkController(IServiceCollection)"/>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">
    /// Where the options are, by the names of <see cref="NetworkControllerHostOptions"/>. Unknown keys and values of a wrong type stop the host's start
    /// with an <see cref="OptionsValidationException"/> that names all of them.
    /// </param>
    public static IServiceCollection AddNetworkController(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        services.AddNetworkController();
        var options = new OptionsSection(section);
        return services.AddSingleton(options)
            .AddSingleton<IConfigureOptions<NetworkControllerHostOptions>>(options)
            .AddSingleton<IOptionsChangeTokenSource<NetworkControllerHostOptions>>(new ConfigurationChangeTokenSource<NetworkControllerHostOptions>(section));
    }

    /// <summary>
    /// Has the last word on the controller's options, in their own types, after configuration was read: for what only a running program knows.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="change">Gives the options to use.</param>
    public static IServiceCollection ConfigureNetworkController(
        this IServiceCollection services, Func<IServiceProvider, NetworkControllerOptions, NetworkControllerOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return services.AddSingleton(new OptionsChange(change));
    }

    /// <summary>
    /// Adds a network driver beside the built-in ones. Its constructor may take a <see cref="DriverContext"/> and any of the host's services;
    /// the controller disposes of it.
    /// </summary>
    /// <typeparam name="TDriver">The driver.</typeparam>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddNetworkDriver<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TDriver>(this IServiceCollection services)
        where TDriver : class, INetworkDriver =>
        services.AddSingleton(new DriverRegistration(static (provider, context) => Create<TDriver, DriverContext>(provider, context)));

    /// <summary>Adds a network driver beside the built-in ones.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="create">Makes it.</param>
    public static IServiceCollection AddNetworkDriver(this IServiceCollection services, NetworkDriverFactory create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return services.AddSingleton(new DriverRegistration((_, context) => create(context)));
    }

    /// <summary>
    /// Adds an IPAM driver beside the built-in one. Its constructor may take an <see cref="IpamContext"/> and any of the host's services.
    /// </summary>
    /// <typeparam name="TDriver">The driver.</typeparam>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddNetworkIpamDriver<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TDriver>(this IServiceCollection services)
        where TDriver : class, IIpamDriver =>
        services.AddSingleton(new IpamRegistration(static (provider, context) => Create<TDriver, IpamContext>(provider, context)));

    /// <summary>Keeps the state in another store than the built-in one.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="store">Opens it.</param>
    public static IServiceCollection AddNetworkStateStore(this IServiceCollection services, StateStoreFactory store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return services.Replace(ServiceDescriptor.Singleton(store));
    }

    /// <summary>Applies rules through another backend than <see cref="NetworkControllerHostOptions.Firewall"/> names.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="firewall">Makes it.</param>
    public static IServiceCollection AddNetworkFirewall(this IServiceCollection services, FirewallFactory firewall)
    {
        ArgumentNullException.ThrowIfNull(firewall);
        return services.Replace(ServiceDescriptor.Singleton(firewall));
    }

    /// <summary>Names the sandboxes that are alive when the host starts.</summary>
    /// <typeparam name="TSource">What knows them.</typeparam>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddActiveSandboxSource<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSource>(this IServiceCollection services)
        where TSource : class, IActiveSandboxSource => services.AddSingleton<IActiveSandboxSource, TSource>();

    /// <summary>A constructor need not take the context, though one that could is given it.</summary>
    private static TDriver Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TDriver, TContext>(IServiceProvider provider, TContext context)
        where TContext : class =>
        typeof(TDriver).GetConstructors().Any(static constructor => constructor.GetParameters().Any(static parameter => parameter.ParameterType == typeof(TContext)))
            ? ActivatorUtilities.CreateInstance<TDriver>(provider, context)
            : ActivatorUtilities.CreateInstance<TDriver>(provider);
}
