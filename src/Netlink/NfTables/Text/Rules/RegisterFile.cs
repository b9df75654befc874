namespace NetController.Netlink.NfTables;

/// <summary>What the registers hold while the expressions of a rule are read one after another.</summary>
internal sealed class RegisterFile
{
    private const int SlotSize = 4;

    private readonly Cell?[] _slots = new Cell?[NftRegister.Slots];
    private readonly List<Cell> _all = [];

    /// <summary>What was loaded and nothing used.</summary>
    internal IEnumerable<Operand> Unused => _all.Where(static cell => !cell.IsUsed && cell.Operand.Constant is null).Select(static cell => cell.Operand);

    /// <summary>Whether a constant was loaded that nothing used; that has no effect.</summary>
    internal bool HasUnusedConstants => _all.Exists(static cell => !cell.IsUsed && cell.Operand.Constant is not null);

    /// <summary>Puts something into a register.</summary>
    /// <param name="register">Where.</param>
    /// <param name="operand">What.</param>
    /// <param name="time">How many items of the text are complete.</param>
    internal void Store(NftRegister register, Operand operand, int time)
    {
        var cell = new Cell(operand, register.Slot, time);
        _all.Add(cell);
        for (var slot = register.Slot; slot < Math.Min(register.Slot + Slots(operand.Length), _slots.Length); slot++)
        {
            _slots[slot] = cell;
        }
    }

    /// <summary>What begins in a register, or null.</summary>
    internal Cell? Find(NftRegister register) => At(register.Slot);

    /// <summary>What lies one after another from a register on: as many as make up this length, or, when it is not known, all that nothing has used yet.</summary>
    internal List<Cell> Collect(NftRegister register, int? length)
    {
        var cells = new List<Cell>();
        for (var slot = register.Slot; slot < _slots.Length && At(slot) is { } cell; slot += Slots(cell.Operand.Length))
        {
            var covered = (slot - register.Slot) * SlotSize;
            if (length is { } wanted ? covered >= wanted : cells.Count > 0 && cell.IsUsed)
            {
                break;
            }

            cells.Add(cell);
        }

        return cells;
    }

    private static int Slots(int length) => Math.Max(1, (length + SlotSize - 1) / SlotSize);

    private Cell? At(int slot) => _slots[slot] is { } cell && cell.Slot == slot ? cell : null;

    /// <summary>A register's content.</summary>
    internal sealed class Cell(Operand operand, int slot, int time)
    {
        internal Operand Operand => operand;

        internal int Slot => slot;

        internal int Time => time;

        internal bool IsUsed { get; set; }
    }
}
