using System.Runtime.InteropServices;
using Tmds.Linux;

namespace NetController.CrashHost;

/// <summary>
/// The native library of <c>faultline.c</c> in the place of the C library, for all that NetController.Netlink asks of the kernel. It lets
/// everything through until it is armed; then one call that changes something fails, or is the process's last.
/// </summary>
internal sealed class FaultLine
{
    private readonly ArmCall _arm;
    private readonly CountCall _disarm;
    private readonly CountCall _reach;

    private FaultLine(nint library)
    {
        _arm = Marshal.GetDelegateForFunctionPointer<ArmCall>(NativeLibrary.GetExport(library, "fault_arm"));
        _disarm = Marshal.GetDelegateForFunctionPointer<CountCall>(NativeLibrary.GetExport(library, "fault_disarm"));
        _reach = Marshal.GetDelegateForFunctionPointer<CountCall>(NativeLibrary.GetExport(library, "fault_reach"));
    }

    private delegate void ArmCall(int at, int with);

    private delegate int CountCall();

    /// <summary>Puts the library in its place. Must come before the first system call: functions are looked up once.</summary>
    public static FaultLine Install(string path)
    {
        var library = NativeLibrary.Load(path);
        NativeLibrary.SetDllImportResolver(typeof(LibC).Assembly, (name, _, _) => name.StartsWith("libc", StringComparison.Ordinal) ? library : 0);
        return new FaultLine(library);
    }

    /// <summary>Begins to count.</summary>
    /// <param name="at">The call that fails, from 1.</param>
    /// <param name="with">Its error; 0 kills the process instead.</param>
    public void Arm(int at, int with) => _arm(at, with);

    /// <summary>Ends counting, and says how many calls there were.</summary>
    public int Disarm() => _disarm();

    /// <summary>Counts a step that is no system call of this library's; true where it is the one that fails.</summary>
    public bool Reach() => _reach() != 0;
}
