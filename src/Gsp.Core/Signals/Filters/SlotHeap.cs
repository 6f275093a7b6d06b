namespace Gsp.Signals;

/// <summary>A binary heap of numbered slots, least key on top, that finds a slot wherever it lies: any slot can be changed or removed in log n.</summary>
/// <param name="capacity">Largest number of slots.</param>
/// <param name="places">Where each slot lies; shared by heaps that hold different slots.</param>
internal sealed class SlotHeap(int capacity, int[] places)
{
    private readonly double[] keys = new double[capacity];
    private readonly int[] slots = new int[capacity];

    public int Count { get; private set; }

    public int Top => slots[0];

    public double TopKey => keys[0];

    public void Clear() => Count = 0;

    public void Add(int slot, double key)
    {
        Put(Count, slot, key);
        Up(Count++);
    }

    public void Remove(int slot)
    {
        int place = places[slot];
        Count--;
        if (place != Count)
        {
            Put(place, slots[Count], keys[Count]);
            Down(Up(place));
        }
    }

    public void Change(int slot, double key)
    {
        int place = places[slot];
        keys[place] = key;
        Down(Up(place));
    }

    public void ReplaceTop(int slot, double key)
    {
        Put(0, slot, key);
        Down(0);
    }

    private int Up(int place)
    {
        (int slot, double key) = (slots[place], keys[place]);
        while (place > 0 && key < keys[(place - 1) / 2])
        {
            int parent = (place - 1) / 2;
            Put(place, slots[parent], keys[parent]);
            place = parent;
        }
        Put(place, slot, key);
        return place;
    }

    private void Down(int place)
    {
        (int slot, double key) = (slots[place], keys[place]);
        for (int child = 2 * place + 1; child < Count; child = 2 * place + 1)
        {
            child += child + 1 < Count && keys[child + 1] < keys[child] ? 1 : 0;
            if (key <= keys[child])
            {
                break;
            }
            Put(place, slots[child], keys[child]);
            place = child;
        }
        Put(place, slot, key);
    }

    private void Put(int place, int slot, double key)
    {
        slots[place] = slot;
        keys[place] = key;
        places[slot] = place;
    }
}
