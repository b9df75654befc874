using NetController.Netctl;

return await NetctlProcess.RunAsync(args).ConfigureAwait(false);
