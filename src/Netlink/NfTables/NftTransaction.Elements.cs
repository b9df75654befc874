using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <content>Elements of sets and maps; <c>nft add element</c>.</content>
public sealed partial class NftTransaction
{
    /// <summary>
    /// When a message of elements is ended and another begun: its list may have 65,535 bytes, and what remains is room for one more element.
    /// </summary>
    private const int FullList = 48 * 1024;

    private ElementChange _change;
    private NftSet? _set;
    private NestedScope _list;
    private int _listStart;

    private enum ElementChange
    {
        None,
        Add,
        Create,
        Delete,
        Destroy,
    }

    /// <summary>Adds an element; content with one that exists and leads to the same; <c>nft add element</c>. Many, one call after another, go in one message.</summary>
    /// <param name="set">The set as it was listed, or as it was made: what its keys and data are says how the element is checked and sent.</param>
    /// <param name="element">The element.</param>
    /// <exception cref="ArgumentException">The element cannot be in this set, for example because its key has another length; the message says why.</exception>
    public void AddElement(NftSet set, NftElement element) => WriteElement(ElementChange.Add, set, element);

    /// <summary>Adds elements; content with those that exist and lead to the same; <c>nft add element</c>.</summary>
    /// <param name="set">As for <see cref="AddElement"/>.</param>
    /// <param name="elements">The elements.</param>
    /// <exception cref="ArgumentException">As for <see cref="AddElement"/>; then none of them is part of the transaction.</exception>
    public void AddElements(NftSet set, params ReadOnlySpan<NftElement> elements) => CheckAndWrite(ElementChange.Add, set, elements);

    /// <summary>Adds an element that must not exist; <c>nft create element</c>.</summary>
    /// <param name="set">As for <see cref="AddElement"/>.</param>
    /// <param name="element">The element.</param>
    /// <exception cref="ArgumentException">As for <see cref="AddElement"/>.</exception>
    public void CreateElement(NftSet set, NftElement element) => WriteElement(ElementChange.Create, set, element);

    /// <summary>Adds elements of which none may exist; <c>nft create element</c>.</summary>
    /// <param name="set">As for <see cref="AddElement"/>.</param>
    /// <param name="elements">The elements.</param>
    /// <exception cref="ArgumentException">As for <see cref="AddElement"/>; then none of them is part of the transaction.</exception>
    public void CreateElements(NftSet set, params ReadOnlySpan<NftElement> elements) => CheckAndWrite(ElementChange.Create, set, elements);

    /// <summary>Deletes an element; <c>nft delete element</c>.</summary>
    /// <param name="set">As for <see cref="AddElement"/>.</param>
    /// <param name="element">The element, of which only key and end count. A range must be exactly one that was added.</param>
    /// <exception cref="ArgumentException">As for <see cref="AddElement"/>.</exception>
    public void DeleteElement(NftSet set, NftElement element) => WriteElement(ElementChange.Delete, set, element);

    /// <summary>Deletes elements; <c>nft delete element</c>.</summary>
    /// <param name="set">As for <see cref="AddElement"/>.</param>
    /// <param name="elements">As for <see cref="DeleteElement"/>.</param>
    /// <exception cref="ArgumentException">As for <see cref="AddElement"/>; then none of them is part of the transaction.</exception>
    public void DeleteElements(NftSet set, params ReadOnlySpan<NftElement> elements) => CheckAndWrite(ElementChange.Delete, set, elements);

    /// <summary>Deletes an element, if it exists; <c>nft destroy element</c>; Linux 6.3.</summary>
    /// <param name="set">As for <see cref="AddElement"/>. It must exist.</param>
    /// <param name="element">As for <see cref="DeleteElement"/>.</param>
    /// <exception cref="ArgumentException">As for <see cref="AddElement"/>.</exception>
    public void DestroyElement(NftSet set, NftElement element) => WriteElement(ElementChange.Destroy, set, element);

    /// <summary>Deletes those of the elements that exist; <c>nft destroy element</c>; Linux 6.3.</summary>
    /// <param name="set">As for <see cref="AddElement"/>. It must exist.</param>
    /// <param name="elements">As for <see cref="DeleteElement"/>.</param>
    /// <exception cref="ArgumentException">As for <see cref="AddElement"/>; then none of them is part of the transaction.</exception>
    public void DestroyElements(NftSet set, params ReadOnlySpan<NftElement> elements) => CheckAndWrite(ElementChange.Destroy, set, elements);

    private static bool IsKeyOnly(ElementChange change) => change is ElementChange.Delete or ElementChange.Destroy;

    private static NFT_MSG MessageOf(ElementChange change) => change switch
    {
        ElementChange.Delete => NFT_MSG.DELSETELEM,
        ElementChange.Destroy => NFT_MSG.DESTROYSETELEM,
        _ => NFT_MSG.NEWSETELEM,
    };

    private static MessageFlags FlagsOf(ElementChange change) => change switch
    {
        ElementChange.Add => MessageFlags.Create,
        ElementChange.Create => MessageFlags.Create | MessageFlags.Exclusive,
        _ => MessageFlags.None,
    };

    private static string WordsOf(ElementChange change) => change switch
    {
        ElementChange.Add => "add element",
        ElementChange.Create => "create element",
        ElementChange.Delete => "delete element",
        _ => "destroy element",
    };

    private void CheckAndWrite(ElementChange change, NftSet set, ReadOnlySpan<NftElement> elements)
    {
        CheckSet(set);
        foreach (var element in elements)
        {
            NftElementCheck.Element(set, element, IsKeyOnly(change), nameof(elements));
        }

        WriteElements(change, set, elements, id: null);
    }

    private void WriteElement(ElementChange change, NftSet set, NftElement element)
    {
        if (!ReferenceEquals(set, _set))
        {
            CheckSet(set);
        }

        NftElementCheck.Element(set, element, IsKeyOnly(change), nameof(element));
        WriteElements(change, set, new ReadOnlySpan<NftElement>(in element), id: null);
    }

    private static void CheckSet(NftSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        NftTableCheck.Name(set.Table, nameof(set));
        if ((set.Flags & NftSetFlags.Anonymous) != 0)
        {
            throw new ArgumentException($"The set {set.Table} {set.Name} is anonymous: its elements are given when it is made and never change.", nameof(set));
        }
    }

    private void WriteElements(ElementChange change, NftSet set, ReadOnlySpan<NftElement> elements, uint? id)
    {
        ThrowIfOver();
        var isKeyOnly = IsKeyOnly(change);
        foreach (var element in elements)
        {
            if (_change != change || !ReferenceEquals(_set, set) || _request.Length - _listStart > FullList)
            {
                BeginElements(change, set, id);
            }

            _isBroken = true;
            NftElementCodec.Encode(_request, set, element, isKeyOnly);
            _isBroken = false;
        }
    }

    private void BeginElements(ElementChange change, NftSet set, uint? id)
    {
        var request = Next(MessageOf(change), FlagsOf(change), set.Table.Family, new(WordsOf(change), set));
        NftElementCodec.WriteSet(request, set, id);
        _change = change;
        _set = set;
        _listStart = request.Length;
        _list = request.Nest(NFTA_SET_ELEM_LIST.ELEMENTS);
        Complete();
    }

    /// <summary>Closes the list of elements that is open.</summary>
    private void EndElements()
    {
        if (_change is not ElementChange.None)
        {
            _change = ElementChange.None;
            _set = null;
            _isBroken = true;
            _list.Dispose();
            _isBroken = false;
        }
    }
}
